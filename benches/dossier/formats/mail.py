"""Mails: chains that quote earlier ones, bodies as text or HTML in several encodings, attachments; mailboxes."""

import base64
import quopri
from html import escape

import story
import words

TYPES = {
    "pdf": "application/pdf", "txt": "text/plain", "csv": "text/csv", "rtf": "application/rtf", "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip",
}
SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Thread:
    """A conversation of two or more persons."""

    def __init__(self, rng, case, number):
        self.rng, self.case, self.number = rng, case, number
        self.people = rng.sample(case.cast, min(len(case.cast), rng.randrange(2, 5)))
        self.subject = rng.choice(words.TOPICS)
        self.messages = []
        self.day, self.month, self.year = rng.randrange(1, 20), rng.randrange(1, 13), rng.randrange(2019, 2025)

    def next(self):
        """The next message, as a document: its own blocks; what it quotes is kept apart."""
        rng, n = self.rng, len(self.messages)
        sender = self.people[n % len(self.people)]
        to = self.people[(n + 1) % len(self.people)]
        copies = [p for p in self.people if p not in (sender, to)][:2]
        d = story.Doc(rng, self.case, "mail")
        d.cast = [sender, to, *copies]
        d.sender, d.to, d.copies = sender, to, copies
        d.when = (self.day + n, self.month, self.year, 8 + n % 10, rng.randrange(60))
        d.subject = ("RE: " if n else "") + self.subject[0].upper() + self.subject[1:]
        d.id = f"<{self.case.code.lower()}.{self.number}.{n}.{rng.randrange(10**9)}@{sender.email.split('@')[1]}>"
        d.earlier = [m.id for m in self.messages]
        d.add("p", rng.choice((f"Beste {d.first(to)},", f"Geachte {d.titled(to)},", f"Dag {d.first(to)},")))
        story.body(d, d.cast, rng.randrange(1, 4))
        d.add("p", "Met vriendelijke groet,")
        lines = [d.full(sender), sender.function if not sender.citizen else "", f"T {d.phone(sender)}", f"E {d.email(sender)}"]
        d.add("p", "\n".join(line for line in lines if line))
        d.email(to)
        d.full(to)
        for p in copies:
            d.email(p)
            d.full(p)
        own = list(d.blocks)
        d.quoted = self.messages[::-1][:rng.randrange(1, 5)] if n else []
        for m in d.quoted:
            d.plants += m.plants
        self.messages.append(d)
        d.own = own
        return d


def address(p):
    return f"{p.full} <{p.email}>"


def when(d):
    day, month, year, hour, minute = d.when
    return f"{words.DAYS[day % 7]} {day} {words.MONTHS[month - 1]} {year} {hour:02d}:{minute:02d}"


def quote_lines(d, style):
    """The text of a message that is quoted."""
    head = [f"Van: {address(d.sender)}", f"Verzonden: {when(d)}", f"Aan: {address(d.to)}"]
    if d.copies:
        head.append("CC: " + "; ".join(map(address, d.copies)))
    head += [f"Onderwerp: {d.subject}", ""]
    text = [line for _, *pieces in d.own for piece in pieces for line in [*piece.split("\n"), ""]]
    if style == "outlook":
        return ["", "________________________________", *head, *text]
    day, month, year, hour, minute = d.when
    return ["", f"Op {day} {words.MONTHS[month - 1]} {year} om {hour:02d}:{minute:02d} schreef {address(d.sender)}:", *("> " + line for line in text)]


def body_text(d, style):
    lines = [line for _, *pieces in d.own for piece in pieces for line in [*piece.split("\n"), ""]]
    for m in d.quoted:
        lines += quote_lines(m, style)
    return "\n".join(lines) + "\n"


def encoded_word(text):
    if text.isascii():
        return text
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


def header_address(p):
    name = p.full
    return f"{encoded_word(name) if not name.isascii() else chr(34) + name + chr(34)} <{p.email}>"


def headers(d):
    day, month, year, hour, minute = d.when
    out = [f"From: {header_address(d.sender)}", f"To: {header_address(d.to)}"]
    if d.copies:
        out.append("Cc: " + ",\r\n\t".join(map(header_address, d.copies)))
    # A subject may be longer than a line: encoded words fold.
    out += [f"Subject: {encoded_word(d.subject)}", f"Date: {day} {SHORT[month - 1]} {year} {hour:02d}:{minute:02d}:00 +0100", f"Message-ID: {d.id}"]
    if d.earlier:
        out += [f"In-Reply-To: {d.earlier[-1]}", "References: " + "\r\n ".join(d.earlier[-6:])]
    return out + ["MIME-Version: 1.0"]


def text_part(rng, text, kind):
    encoding = rng.choice(("quoted-printable", "base64", "8bit"))
    data = text.replace("\n", "\r\n").encode()
    if encoding == "quoted-printable":
        data = quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    elif encoding == "base64":
        data = base64.encodebytes(data).replace(b"\n", b"\r\n")
    return [f"Content-Type: text/{kind}; charset=utf-8", f"Content-Transfer-Encoding: {encoding}"], data


def as_html(rng, text):
    write = (lambda s: "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in escape(s))) if rng.random() < 0.5 else escape
    return "<html><body>" + "\n".join(f"<p>{write(line) or '&nbsp;'}</p>" for line in text.split("\n")) + "</body></html>"


def joined(rng, kind, parts):
    mark = f"=_{rng.randrange(10**12):012d}"
    out = []
    for head, data in parts:
        out.append(f"--{mark}\r\n".encode() + "\r\n".join(head).encode() + b"\r\n\r\n" + data + b"\r\n")
    out.append(f"--{mark}--\r\n".encode())
    return [f'Content-Type: multipart/{kind}; boundary="{mark}"'], b"".join(out)


def attachment(name, data):
    kind = TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
    shown = f'filename="{name}"' if name.isascii() else f"filename*=UTF-8''{percent(name)}"
    return [f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", f"Content-Disposition: attachment; {shown}"], base64.encodebytes(data).replace(b"\n", b"\r\n")


def percent(text):
    return "".join(chr(b) if chr(b).isalnum() and b < 128 or b in b"-._" else f"%{b:02X}" for b in text.encode())


def eml(d, attachments=()):
    """The bytes of a mail with (name, bytes) attached."""
    rng = d.rng
    text = body_text(d, rng.choice(("outlook", "answer")))
    form = rng.random()
    if form < 0.5:
        part = text_part(rng, text, "plain")
    elif form < 0.7:
        part = text_part(rng, as_html(rng, text), "html")
    else:
        part = joined(rng, "alternative", [text_part(rng, text, "plain"), text_part(rng, as_html(rng, text), "html")])
    if attachments:
        part = joined(rng, "mixed", [part, *(attachment(*a) for a in attachments)])
    head, data = part
    return "\r\n".join(headers(d) + head).encode() + b"\r\n\r\n" + data


def mbox(mails):
    out = []
    for n, mail in enumerate(mails):
        lines = mail.replace(b"\r\n", b"\n").split(b"\n")
        out.append(b"From lakmoes@dossier Mon Jan  %d 10:00:00 2024\n" % (n % 9 + 1))
        out.append(b"\n".join(b">" + line if line.startswith(b"From ") else line for line in lines) + b"\n\n")
    return b"".join(out)
