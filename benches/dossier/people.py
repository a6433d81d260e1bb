"""Invented persons, and the forms in which documents name them."""

import unicodedata
from dataclasses import dataclass

import words


def plain(text):
    """Without accents, for addresses."""
    text = text.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("Đ", "D").replace("Ł", "L")
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if c.isascii())


@dataclass
class Person:
    first: str
    initials: str
    particle: str
    family: str
    woman: bool
    citizen: bool
    # Whether the surname is also a word, so that it tells nothing alone.
    ordinary: bool
    email: str
    phone: str
    mobile: str
    street: str
    postcode: str
    town: str
    bsn: str
    iban: str
    born: str
    plate: str
    function: str
    unit: str

    @property
    def surname(self):
        return self.particle + self.family

    @property
    def full(self):
        return f"{self.first} {self.surname}"

    @property
    def short(self):
        return f"{self.initials} {self.surname}"

    @property
    def listed(self):
        """As in registers: the family name first."""
        particle = f" {self.particle.strip()}" if self.particle else ""
        return f"{self.family}, {self.initials}{particle}"

    @property
    def alone(self):
        """The surname without a first name: particles have a capital."""
        name = self.surname
        return name[0].upper() + name[1:]

    @property
    def titled(self):
        return ("mevrouw " if self.woman else "de heer ") + self.alone

    @property
    def number(self):
        return self.mobile if self.citizen else self.phone


def person(rng, citizen):
    first = rng.choice(words.FIRST)
    initials = first[0] + "." + "".join(rng.choice("ABCDEFGHJKLMNPRSTW") + "." for _ in range(rng.choice((0, 0, 1, 1, 2))))
    particle, family, ordinary = surname(rng)
    local = plain(f"{first[0]}.{particle}{family}".lower().replace(" ", "")).replace("'", "")
    domain = rng.choice(words.MAILHOSTS if citizen else words.DOMAINS)
    if citizen:
        local = plain(f"{first}.{particle}{family}".lower().replace(" ", "").replace("-", "")) + str(rng.randrange(50, 99))
    return Person(
        first, initials, particle, family, rng.random() < 0.5, citizen, ordinary,
        f"{local}@{domain}",
        f"0{rng.choice((70, 10, 20, 30))} - {rng.randrange(100, 999)} {rng.randrange(10, 99)} {rng.randrange(10, 99)}",
        f"06-{rng.randrange(10_000_000, 99_999_999)}",
        f"{rng.choice(words.STREETS)} {rng.randrange(1, 299)}",
        f"{rng.randrange(1000, 9999)} {rng.choice('BCDFGHJKLMNPRSTVWXZ')}{rng.choice('BCDFGHJKLMNPRTVWXZ')}",
        rng.choice(words.TOWNS), bsn(rng), iban(rng),
        f"{rng.randrange(1, 29)} {rng.choice(words.MONTHS)} {rng.randrange(1940, 1999)}",
        f"{rng.choice('GHJKLNPRSTXZ')}{rng.choice('BDFGHJKLNPRSTVXZ')}-{rng.randrange(100, 999)}-{rng.choice('BDFGHJKLNPRSTVXZ')}",
        rng.choice(words.FUNCTIONS), rng.choice(words.UNITS),
    )


def surname(rng):
    """Particle, family name, and whether that is also a word."""
    kind = rng.random()
    if kind < 0.15:
        particle, family = rng.choice(words.ORDINARY)
        return particle, family, True
    if kind < 0.40:
        heads, middles, tails = rng.choice(words.FOREIGN)
        return "", rng.choice(heads) + rng.choice(middles) + rng.choice(tails), False
    if kind < 0.48:
        return "", f"{native(rng)}-{native(rng)}", False
    return rng.choice(words.PARTICLES), native(rng), False


def native(rng):
    return "".join(rng.choice(part) for part in words.NATIVE)


def bsn(rng):
    while True:
        digits = [rng.randrange(1, 9)] + [rng.randrange(10) for _ in range(7)]
        last = sum(d * w for d, w in zip(digits, range(9, 1, -1))) % 11
        if last < 10:
            return "".join(map(str, digits + [last]))


def iban(rng):
    bank, account = rng.choice(("ABNA", "INGB", "RABO")), f"{rng.randrange(10**9):010d}"
    letters = "".join(str(int(c, 36)) for c in f"{bank}{account}NL00")
    check = 98 - int(letters) % 97
    plain = f"NL{check:02d}{bank}{account}"
    return " ".join(plain[i:i + 4] for i in range(0, len(plain), 4))
