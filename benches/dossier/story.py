"""What documents say, before they have a format: blocks, what is planted in them and what must stay."""

import words


class Doc:
    """A document as blocks: (kind, text) with kind title, h, p, li, kv (label and value), row (cells) or sign."""

    def __init__(self, rng, case, genre):
        self.rng, self.case, self.genre = rng, case, genre
        self.blocks, self.plants, self.keeps = [], [], []
        # Who stands in it, the one it is most about first.
        self.cast = []

    def add(self, kind, *text):
        self.blocks.append((kind, *text))

    def plant(self, value, kind):
        self.plants.append((value, kind))
        return value

    def keep(self, value):
        self.keeps.append(value)
        return value

    # Forms of a person. Only those that say who it is are used where nothing else tells.
    def full(self, p):
        return self.plant(p.full, "full")

    def short(self, p):
        return self.plant(p.short, "initials")

    def listed(self, p):
        return self.plant(p.listed, "listed")

    def titled(self, p):
        return self.plant(p.titled, "titled")

    def first(self, p):
        return self.plant(p.first, "first")

    def alone(self, p, before="", after=""):
        """The bare surname. One that is also a word is sought with what stands around it."""
        if p.ordinary:
            return self.plant(f"{before}{p.alone}{after}", "phrase")
        self.plant(p.surname, "surname")
        return f"{before}{p.alone}{after}"

    def email(self, p):
        self.plant(p.email.split("@")[0], "local part")
        return self.plant(p.email, "e-mail")

    def phone(self, p):
        return self.plant(p.number, "phone")

    def bsn(self, p):
        return self.plant(p.bsn, "bsn")

    def iban(self, p):
        return self.plant(p.iban, "iban")

    def address(self, p):
        return self.plant(p.street, "address")

    def postcode(self, p):
        return self.plant(p.postcode, "postcode")

    def born(self, p):
        return self.plant(p.born, "date of birth")

    def plate(self, p):
        return self.plant(p.plate, "plate")


def sentence(rng):
    kind = rng.random()
    subject, verb = rng.choice(words.SUBJECTS), rng.choice(words.VERBS)
    if kind < 0.4:
        text = f"{subject} voor {rng.choice(words.TOPICS)} {verb}"
    elif kind < 0.7:
        first, rest = verb.split(" ", 1)
        text = f"{rng.choice(words.ADVERBS)} {first} {subject} {rest}"
    else:
        text = f"{subject} {verb}, {rng.choice(words.TAILS)}"
    if rng.random() < 0.2:
        text += f" ({rng.randrange(2, 98)} procent van {rng.randrange(100, 9999)})"
    return text[0].upper() + text[1:] + "."


def paragraph(rng, n=None):
    return " ".join(sentence(rng) for _ in range(n or rng.randrange(3, 7)))


def date(rng):
    return f"{rng.randrange(1, 29)} {rng.choice(words.MONTHS)} {rng.randrange(2019, 2025)}"


def kenmerk(rng):
    return rng.choice((
        lambda: f"{rng.randrange(3_000_000, 6_999_999)}",
        lambda: f"{rng.randrange(2019, 2025)}-0000{rng.randrange(100_000, 999_999)}",
        lambda: f"IENW/BSK-{rng.randrange(2019, 2025)}/{rng.randrange(10_000, 299_999)}",
    ))()


def mention(d, p):
    """A sentence that names a person bare, who was introduced before."""
    rng = d.rng
    form = rng.randrange(6)
    topic = rng.choice(words.TOPICS)
    if form == 0:
        return d.alone(p, "In het gesprek met ", " is") + f" {topic} besproken."
    if form == 1:
        return d.alone(p, "Volgens ", " kan") + f" {rng.choice(words.SUBJECTS)} nog worden aangepast."
    if form == 2:
        return d.titled(p).capitalize().replace(p.alone.lower(), p.alone) + f" heeft hierover op {date(rng)} contact gehad met {d.keep(rng.choice(words.BODIES))}."
    if form == 3:
        return f"Op {date(rng)} heeft {d.short(p)} een reactie gegeven op {topic}."
    if form == 4:
        return d.first(p) + f" zoekt uit of {rng.choice(words.SUBJECTS)} op tijd gereed is."
    return f"{rng.choice(words.ADVERBS)} heeft {d.full(p)} gevraagd om {rng.choice(words.SUBJECTS)} te bespreken."


def stays(d):
    """A sentence about those who may be named."""
    rng = d.rng
    form = rng.randrange(5)
    topic = rng.choice(words.TOPICS)
    if form == 0:
        text = f"{d.keep(rng.choice(words.HOLDERS))} is akkoord met {topic}."
    elif form == 1:
        text = f"{d.keep(rng.choice(words.BODIES))} adviseert over {topic}."
    elif form == 2:
        text = f"Met {d.keep(rng.choice(words.NAMED_HOLDERS))} is gesproken over {topic}."
    elif form == 3:
        text = f"Vragen hierover kunnen naar {d.keep(rng.choice(words.MAILBOXES))}."
    else:
        text = f"De bijeenkomst was in {d.keep(rng.choice(words.NAMES_IN_NAMES))} en ging over {topic}."
    return text[0].upper() + text[1:]


def body(d, cast, paragraphs):
    for _ in range(paragraphs):
        text = [paragraph(d.rng)]
        if d.rng.random() < 0.6:
            text.append(mention(d, d.rng.choice(cast)))
        if d.rng.random() < 0.4:
            text.append(stays(d))
        text.append(sentence(d.rng))
        d.add("p", " ".join(text))


def nota(d, cast):
    rng, author = d.rng, cast[0]
    d.add("title", d.keep(rng.choice(words.MINISTRIES)))
    d.add("kv", "Aan", "de minister")
    d.add("kv", "Van", d.keep(author.unit))
    d.add("kv", "Datum", date(rng))
    d.add("kv", "Ons kenmerk", d.keep(kenmerk(rng)))
    d.add("kv", "Opgesteld door", d.full(author))
    d.add("kv", "Telefoon", d.phone(author))
    d.add("kv", "E-mail", d.email(author))
    for p in cast[1:3]:
        d.add("kv", "Afgestemd met", d.short(p))
    d.add("title", f"Nota over {rng.choice(words.TOPICS)}")
    for number, heading in enumerate(("Aanleiding", "Geadviseerd besluit", "Kernpunten", "Toelichting"), 1):
        d.add("h", f"{number}. {heading}")
        body(d, cast[:3], rng.randrange(1, 4))
    d.add("h", "5. Informatie die niet openbaar gemaakt kan worden")
    d.add("p", "De persoonsgegevens van de ambtenaren zijn niet openbaar ter bescherming van de persoonlijke levenssfeer.")


def letter(d, cast):
    """To a citizen."""
    rng = d.rng
    citizen = next((p for p in cast if p.citizen), cast[-1])
    official = next((p for p in cast if not p.citizen), cast[0])
    d.add("title", "Gemeente Meerstad")
    d.add("p", d.titled(citizen)[0].upper() + citizen.titled[1:])
    d.add("p", d.address(citizen))
    d.add("p", f"{d.postcode(citizen)} {citizen.town.upper()}")
    d.add("kv", "Datum", date(rng))
    d.add("kv", "Ons kenmerk", d.keep(kenmerk(rng)))
    d.add("kv", "Behandeld door", d.short(official))
    d.add("kv", "Telefoon", d.phone(official))
    d.add("kv", "Betreft", f"uw brief over {rng.choice(words.TOPICS)}")
    d.add("p", f"Geachte {d.titled(citizen)},")
    body(d, [citizen, official], rng.randrange(2, 6))
    if rng.random() < 0.5:
        d.add("p", f"Het bedrag maken wij over op rekening {d.iban(citizen)} ten name van {d.short(citizen)}.")
    if rng.random() < 0.4:
        d.add("p", f"Bij ons bent u bekend onder burgerservicenummer (BSN) {d.bsn(citizen)}, geboren op {d.born(citizen)}.")
    d.add("sign", "Met vriendelijke groet,", d.full(official), official.function, d.keep(official.unit))


def complaint(d, cast):
    """From a citizen."""
    rng = d.rng
    citizen = next((p for p in cast if p.citizen), cast[-1])
    official = next((p for p in cast if not p.citizen), cast[0])
    d.add("p", d.full(citizen))
    d.add("p", d.address(citizen))
    d.add("p", f"{d.postcode(citizen)} {citizen.town}")
    d.add("kv", "E-mail", d.email(citizen))
    d.add("kv", "Telefoon", d.phone(citizen))
    d.add("p", f"{citizen.town}, {date(rng)}")
    d.add("kv", "Betreft", f"klacht over {rng.choice(words.TOPICS)}")
    d.add("p", "Geachte heer, mevrouw,")
    d.add("p", f"Op {date(rng)} sprak ik met {d.titled(official)} van uw organisatie. " + paragraph(rng))
    body(d, [official], rng.randrange(1, 4))
    if rng.random() < 0.3:
        d.add("p", f"Mijn auto met kenteken {d.plate(citizen)} stond voor de deur. {paragraph(rng, 2)}")
    d.add("sign", "Hoogachtend,", d.short(citizen))


def minutes(d, cast):
    rng = d.rng
    d.add("title", f"Verslag overleg over {rng.choice(words.TOPICS)}")
    d.add("kv", "Datum", date(rng))
    d.add("row", "Naam", "Functie", "Organisatie")
    for p in cast:
        d.add("row", d.full(p) if rng.random() < 0.5 else d.short(p), "bewoner" if p.citizen else p.function, "" if p.citizen else p.unit)
    d.add("kv", "Notulist", d.short(cast[0]))
    for number, heading in enumerate(("Opening", "Mededelingen", "Stand van zaken", "Rondvraag"), 1):
        d.add("h", f"{number}. {heading}")
        d.add("p", f"{mention(d, rng.choice(cast))} {paragraph(rng)} {stays(d)}")
    d.add("h", "Actielijst")
    for p in cast:
        d.add("li", f"{sentence(rng)[:-1]} (actie: {d.short(p)})")


def contacts(d, cast):
    """Who is who: here every name of a case stands in a way that tells."""
    d.add("title", "Contactgegevens bij het dossier")
    for p in cast:
        d.add("kv", "Naam", d.full(p))
        d.add("kv", "Functie", "bewoner" if p.citizen else p.function)
        d.add("kv", "Telefoon", d.phone(p))
        d.add("kv", "E-mail", d.email(p))
        if p.citizen:
            d.add("kv", "Adres", f"{d.address(p)}, {d.postcode(p)} {p.town}")
            d.add("kv", "BSN", d.bsn(p))
            d.add("kv", "Geboortedatum", d.born(p))
            d.add("kv", "IBAN", d.iban(p))
            d.add("kv", "Kenteken", d.plate(p))
    d.add("p", stays(d))


def register(d, cast):
    """A table of persons. All of its rows have the same columns."""
    rng = d.rng
    d.add("row", "Naam", "E-mail", "Telefoon", "BSN", "Geboortedatum", "Adres", "Postcode", "Opmerking")
    for p in cast:
        d.add("row", d.listed(p) if rng.random() < 0.5 else d.full(p), d.email(p), d.phone(p), d.bsn(p), d.born(p), d.address(p), d.postcode(p), sentence(rng))


def sheet(d, cast):
    """Figures, with who answers for them."""
    rng = d.rng
    d.add("row", "Onderdeel", "Bedrag", "Behandelaar", "Kenmerk", "Toelichting")
    for _ in range(rng.randrange(5, 30)):
        p = rng.choice(cast)
        d.add("row", rng.choice(words.SUBJECTS), str(rng.randrange(100, 99_999)), d.short(p), d.keep(kenmerk(rng)), sentence(rng))


def chat(d, cast):
    """WhatsApp as exported."""
    rng = d.rng
    day, hour = f"{rng.randrange(1, 29):02d}-{rng.randrange(1, 13):02d}-{rng.randrange(2019, 2025)}", 9
    for n in range(rng.randrange(8, 40)):
        p = rng.choice(cast)
        line = mention(d, rng.choice(cast)) if rng.random() < 0.25 else sentence(rng)
        d.add("line", f"{day} {hour + n // 8:02d}:{rng.randrange(60):02d} - {d.full(p)}: {line}")


GENRES = {"contacts": contacts, "nota": nota, "letter": letter, "complaint": complaint, "minutes": minutes, "register": register, "sheet": sheet, "chat": chat}


def tell(rng, case, genre, cast):
    d = Doc(rng, case, genre)
    d.cast = cast
    GENRES[genre](d, cast)
    return d
