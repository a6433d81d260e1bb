"""A printed mail of the sources as the mail itself: `.eml`, its header from the lines above the first blank line."""
import base64
import html
import quopri
import re
from email.header import Header

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def encoded(words):
    return words if words.isascii() else Header(words, "utf-8").encode()


def person(shown):
    m = re.fullmatch(r"(.*?)\s*<([^<>]+)>", shown)
    if not m:
        return shown
    name, address = m.groups()
    quoted = '"%s"' % name if re.search(r"[,.()]", name) and name.isascii() else encoded(name)
    return "%s <%s>" % (quoted, address)


def moment(shown):
    import datetime
    m = re.search(r"(\d+) (\w+) (\d{4}) (\d+):(\d+)", shown)
    day, month, year, hour, minute = m.groups()
    d = datetime.datetime(int(year), MONTHS.index(month) + 1, int(day), int(hour), int(minute))
    return "%s, %02d %s %d %02d:%02d:00 +0100" % (DAYS[d.weekday()], d.day, NAMES[d.month - 1], d.year, d.hour, d.minute)


def page(body):
    out = []
    for line in body.split("\n"):
        text = html.escape(line, quote=False)
        label = re.match(r"(Van|Verzonden|Aan|CC|Onderwerp):", text)
        if label:
            text = "<b>%s</b>%s" % (label.group(0), text[label.end():])
        out.append("<p class=MsoNormal>%s<o:p></o:p></p>" % (text or "&nbsp;"))
    return ("<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>p.MsoNormal {margin:0cm}</style></head>"
            "<body lang=NL><div class=WordSection1>\n%s\n</div></body></html>" % "\n".join(out))


def mail_of(doc, text):
    """The bytes of the mail."""
    head, _, body = text.partition("\n\n")
    fields = {"MIME-Version": "1.0", "Message-ID": "<%s@mail.example>" % doc["id"]}
    for line in head.split("\n"):
        label, _, value = line.partition(": ")
        if label == "Van":
            fields["From"] = person(value)
        elif label in ("Aan", "CC"):
            fields["To" if label == "Aan" else "Cc"] = ",\r\n ".join(person(p) for p in value.split("; "))
        elif label == "Verzonden":
            fields["Date"] = moment(value)
        elif label == "Onderwerp":
            fields["Subject"] = encoded(value)
    form = doc["header"].get("body", "plain")
    if form == "html":
        fields["Content-Type"] = "text/html; charset=utf-8"
        fields["Content-Transfer-Encoding"] = "base64"
        data = base64.encodebytes(page(body).encode()).decode().replace("\n", "\r\n")
    else:
        fields["Content-Type"] = "text/plain; charset=utf-8"
        fields["Content-Transfer-Encoding"] = "quoted-printable"
        data = quopri.encodestring(body.encode()).decode().replace("\n", "\r\n")
    lines = "".join("%s: %s\r\n" % f for f in fields.items())
    return (lines + "\r\n" + data).encode("ascii")
