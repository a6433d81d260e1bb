"""Simulated reading damage, after what OCR and text extraction do to real pages. Every edit is
tracked, so the gold stays exact; a damaged mention keeps its true text under `orig`."""
import re

RATES = {"light": 0.004, "medium": 0.016, "heavy": 0.04}

CONFUSIONS = {
    "g": ["9", "q"], "9": ["g"], "l": ["1", "I", "i"], "1": ["l", "I"], "I": ["l", "1"], "i": ["l", "j", "í"],
    "O": ["0", "Q"], "0": ["O", "o"], "o": ["e", "c"], "e": ["c", "o"], "c": ["e"], "a": ["e", "o"], "n": ["r", "u"],
    "u": ["ü", "v"], "t": ["f", "r"], "f": ["t", "l"], "h": ["b"], "5": ["S"], "8": ["B", "&"], "B": ["8"],
    "D": ["O", "0"], "C": ["G"], "G": ["C"], "V": ["v"], "S": ["5"], "Z": ["2"], "v": ["y"], "E": ["F"],
    ".": [",", ""], ",": [".", ""], "-": ["—", "~"], "'": ["’", "‘"],
}
PAIRS = {"rn": ["m"], "ri": ["n"], "cl": ["d"], "vv": ["w"], "ij": ["y", "Ü"], "m": ["rn", "in"], "w": ["vv"],
         "fi": ["ﬁ"], "li": ["h"], "il": ["ll"], "d": ["cl"]}
LABELS = {
    "Datum": ["oatum", "Datum |", "Dalum", "Datun"], "Bijlage": ["Bijiage", "Bljlage", "Bijlaqe"],
    "Ons kenmerk": ["Nns kenmer", "0ns kenmerk", "Ons kenmerlc", "ons kenrnerk"],
    "Onze referentie": ["Onze refe rentie", "0nze referentie", "Onze referenüe"],
    "Kenmerk": ["Kenmerlc", "Kenrnerk", "Ken merk"], "Onderwerp": ["Ondenwerp", "Onderwerp |", "Onderwerp;"],
    "Opgesteld door": ["Opgesteld dooi", "Opgesteid door", "0pgesteld door"],
    "Contactpersoon": ["Contactperscon", "Contactpersoor", "Contact persoon"],
    "Behandeld door": ["Behandeid door", "Behandeld dcor"], "Paraaf": ["Paraal", "Para af"],
    "rijksoverheid": ["rljksoverheld", "rijksoverheld"], "Telefoon": ["Teiefoon", "Telefocn"],
    "Referentie": ["Reterentie", "Ref erentie"], "Auteur": ["Auteui", "Autcur"], "Aanwezig": ["Aanwezlg", "Aanwezig ;"],
}
# How a value that a reader must be able to repair may be damaged: along the usual digit confusions only.
REPAIRABLE = {"g": ["9"], "9": ["g"], "1": ["l", "I"], "0": ["O"], "I": ["l"], "O": ["0"], "5": ["S"], "8": ["B"]}


def frozen(text, values):
    """Where a field's value stands: it must stay repairable."""
    where = set()
    for v in values:
        for m in re.finditer(re.escape(v), text):
            where.update(range(m.start(), m.end()))
    return where


def characters(t, rng, rate, careful):
    edits, i, s = [], 0, t.s
    while i < len(s):
        two = s[i:i + 2]
        roll = rng.random()
        if i in careful:
            if roll < rate and s[i] in REPAIRABLE:
                edits.append((i, i + 1, rng.choice(REPAIRABLE[s[i]])))
        elif roll < rate:
            if two in PAIRS and rng.random() < 0.6:
                edits.append((i, i + 2, rng.choice(PAIRS[two])))
                i += 2
                continue
            if s[i] in PAIRS and rng.random() < 0.3:
                edits.append((i, i + 1, rng.choice(PAIRS[s[i]])))
            elif s[i] in CONFUSIONS:
                edits.append((i, i + 1, rng.choice(CONFUSIONS[s[i]])))
        elif s[i] == "@" and roll < 25 * rate:
            edits.append((i, i + 1, "©"))
        elif s[i] in "•·" and roll < 0.5:
            edits.append((i, i + 1, rng.choice(["©", "e", "»", "*"])))
        i += 1
    return t.edit(edits)


def spaces(t, rng, rate, careful):
    """Lost spaces, and gaps within words."""
    edits = []
    for m in re.finditer(r"(?<=\w) (?=\w)", t.s):
        if m.start() not in careful and rng.random() < rate * 1.2:
            edits.append((m.start(), m.end(), ""))
    for m in re.finditer(r"(?<=[A-Za-z])(?=[a-z]{2})", t.s):
        if m.start() not in careful and rng.random() < rate * 0.35:
            edits.append((m.start(), m.start(), " "))
    return t.edit(edits)


def labels(t, rng, chance):
    edits = []
    for label, forms in sorted(LABELS.items()):
        for m in re.finditer(r"\b%s\b" % label, t.s):
            if rng.random() < chance and not any(p["start"] < m.end() and m.start() < p["end"] for p in t.spans):
                edits.append((m.start(), m.end(), rng.choice(forms)))
    return t.edit(edits)


def dirt(t, rng, rate):
    """Specks and edges of the page, on lines of their own."""
    edits = []
    for m in re.finditer(r"\n", t.s):
        if rng.random() < rate * 2:
            edits.append((m.start(), m.start(), "\n" + rng.choice(["|", "‘", "a", "= —", ".", "ij", "ï»", "_ |", "0001", "~"])))
    return t.edit(edits)


def damage(t, level, rng, values):
    """The text at a noise level; `values` are those of the fields, which must stay repairable."""
    before = [p["text"] for p in t.spans]
    if level != "clean":
        rate = RATES[level]
        t = labels(t, rng, {"light": 0.1, "medium": 0.4, "heavy": 0.6}[level])
        t = spaces(t, rng, rate, frozen(t.s, values))
        t = characters(t, rng, rate, frozen(t.s, values))
        if level != "light":
            t = dirt(t, rng, rate)
    for p, true in zip(t.spans, before):
        p["text"] = t.s[p["start"]:p["end"]]
        if p["text"].replace("\n", " ") != true.replace("\n", " "):
            p["orig"] = true
    t.spans.sort(key=lambda p: (p["start"], p["end"]))
    return t
