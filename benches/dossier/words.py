"""The words the dossier is made of. Names of persons are invented: put together from syllables, or,
for surnames that are also words or places, words with a first name that is common."""

# First names that are no words of their own.
FIRST = """Marieke Jolanda Fatima Yusuf Anouk Sander Willemijn Pieter Karin Ingrid Mohammed Samira Jeroen Esther
Bernadette Hendrik Gerrit Annelies Thijs Lotte Femke Ruben Emre Aylin Zeynep Oksana Piotr Agnieszka Rajesh Sunita
Winston Chantal Désirée Renée Zoë Loïs José Niels Wouter Maarten Geert Sjoerd Froukje Tjitske Monique Patricia Ronald
Edwin Marcel Dennis Michiel Martijn Arjen Nynke Tineke Ineke Gerda Truus Abdelkarim Khadija Naima Rachid Hicham Ilse
Jasmijn Nadia Olga Tamara Wendy Yvonne Bianca Claudia Eveline Gijs Hilde Jelle Lars Quirine Roel Stijn Teun Ulrike
Vincent Wessel Xander Yannick Mehmet Ayşe Tuğba Małgorzata Björn Søren Nguyet Thuy Kwame Abena Selamawit Farhad
Parisa Hatice Ömer Đurđica Siobhan Anne-Fleur Jan-Willem Marie-Louise""".split()

NATIVE = (
    "Tar Kes Bra Wol Hun Mor Ves Gro Lin Dra Pol Zwa Hel Rem Kol Bun Mie Sto Oos Elz Wie Schal Plan Quel Frie Haar".split(),
    "ve te de ke le ne re me ge pe ver sel den".split(),
    "link voort damme horster kamper hofman velder beeker broeker stra sma inga ema kens sens mans akker loo wijck zand tink".split(),
)
FOREIGN = [
    (["El ", "Ben ", "Aït ", ""], "Baz Idr Moukh Rach Tah Zer Lahb Ouj".split(), "oudi aoui rouni issi alani ouari ifi".split()),
    ([""], "Yıl Kara Demir Öz Şah Gül Çet Ak".split(), "darkan manoğlu türen cıoğlu bilen sevenli tekin".split()),
    ([""], "Kowa Wisz Zab Przy Dąb Wró".split(), "lewicki niarczyk łowska borowicz kiewski".split()),
    ([""], "Ram Bal Soe Jag Mohan Bhag".split(), "khelaun dewsing persadie wantie rattansi".split()),
    ([""], "Okpa Adje Osei Bonsu Mensa Tesfa".split(), "rewa manteng bonah kuwah ghebre".split()),
    (["Nguyễn ", "Trần "], "Thanh Minh Quoc".split(), "vy duc lanh".split()),
]
PARTICLES = ["", "", "", "", "", "van ", "de ", "van der ", "van den ", "van de ", "ter ", "te "]
# Surnames that are also words or places, with the particle that goes with them.
ORDINARY = [("", w) for w in "Bos Vos Kok Bakker Visser Smit Prins Koning Brink Kuiper Post Blom Kamp Veen Mulder Timmer Steen Vink Mol Zomer Winter Arends Stam Kamerling".split()]
ORDINARY += [("de ", w) for w in "Wit Groot Bruin Boer Jong Haan Vries Ridder".split()]
ORDINARY += [("van den ", "Berg"), ("van ", "Dijk"), ("van der ", "Meer"), ("van der ", "Laan"), ("van ", "Leeuwen"), ("van ", "Breda")]

STREETS = [a + b for a in "Wilgen Molen Kerk Spoor Linden Kasteel Haven Brug Veld Tuin Zonne Parel".split() for b in "straat laan weg plein hof kade".split()]
TOWNS = "Meerstad Waterdam Hoogveld Oosterwaard Lindelo Nieuwdorp Zandhuizen Kleimond".split()
DOMAINS = ["meerstad.nl", "waterdam.nl", "provincie-oostland.nl", "rvwl.nl", "minrw.nl"]
MAILHOSTS = ["postbode.nl", "thuismail.nl", "webpost.nl"]

# What must stay.
MINISTRIES = [
    "Ministerie van Justitie en Veiligheid", "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
    "Ministerie van Infrastructuur en Waterstaat", "Ministerie van Financiën", "Ministerie van Volksgezondheid, Welzijn en Sport",
]
HOLDERS = [
    "de minister van Justitie en Veiligheid", "de staatssecretaris van Financiën", "de minister-president",
    "de minister van Infrastructuur en Waterstaat", "de voorzitter van de Tweede Kamer", "de commissaris van de Koning",
]
NAMED_HOLDERS = ["burgemeester Amersluis", "wethouder Ypelaar", "minister Ollefers", "staatssecretaris Uitenhage", "gedeputeerde Imkamer"]
BODIES = [
    "Rijkswaterstaat", "de Belastingdienst", "de Nationale ombudsman", "de Autoriteit Persoonsgegevens", "het Openbaar Ministerie",
    "de Immigratie- en Naturalisatiedienst", "de gemeente Meerstad", "de provincie Oostland", "het Centraal Bureau voor de Statistiek",
]
NAMES_IN_NAMES = ["het Anne Frank Huis", "de Johan de Wittlaan", "de Commissie-Van Rijn"]
MAILBOXES = ["info@meerstad.nl", "postbus@minrw.nl", "woo@waterdam.nl", "klachten@rvwl.nl"]

TOPICS = """de herinrichting van de haven|het natuurherstel in het bos bij de berg|de vergunning voor het zonnepark|de toeslagen voor ouders
de opvang van asielzoekers|de renovatie van het zwembad|het tarief voor parkeren|de verlegging van de spoorlijn|de inkoop van jeugdzorg
de sluiting van de bibliotheek|het onderzoek naar de dijkversterking|de subsidie voor het museum|de handhaving op de markt
het digitale loket voor burgers|de nieuwe regels voor terrassen|de kosten van het stadhuis|de bouw van woningen aan de oever
de geluidsoverlast van de luchthaven|het toezicht op de pluimveehouderij|de evaluatie van de omgevingswet""".replace("\n", "|").split("|")

SUBJECTS = """de begroting|het advies|de planning|het bestek|de raming|het convenant|de vergunning|de rapportage|het besluit|de zienswijze
de aanbesteding|het overleg|de brief|de reactie|het conceptverslag|de tijdlijn|de vragenlijst|het kaartmateriaal|de toelichting
de overeenkomst|het dossier|de beantwoording|het amendement|de risicoanalyse|de factuur|het onderzoek|de steekproef|de inspraak""".replace("\n", "|").split("|")
VERBS = """is op tijd ontvangen|moet nog worden aangevuld|loopt vertraging op|is in concept gereed|wordt volgende week besproken
is besproken in de stuurgroep|kan pas na de zomer worden vastgesteld|vraagt een extra controle|valt lager uit dan geraamd
is niet volledig gebleken|wordt door de directie voorbereid|ligt ter inzage|is aangepast na de inspraak|sluit aan bij het beleid
blijft binnen het budget|vergt een nieuw besluit|is met de provincie afgestemd|roept vragen op bij de raad|is opnieuw berekend
staat op de agenda""".replace("\n", "|").split("|")
ADVERBS = """Inmiddels|Daarnaast|In de tussentijd|Volgens afspraak|Na overleg|Zoals gemeld|Tot slot|In dit geval|Voor de volledigheid
Met het oog op de planning|Op verzoek van de raad|Ondanks de bezwaren|Naar verwachting|Bij nader inzien|In het voorjaar
In de afgelopen maanden|Sinds het vorige overleg|Voor zover bekend""".replace("\n", "|").split("|")
TAILS = """omdat de gegevens ontbreken|zodat de termijn wordt gehaald|nu de bezwaren zijn ingetrokken|hoewel de kosten stijgen
waarmee de motie is afgedaan|voordat het kabinet beslist|als de aannemer akkoord gaat|terwijl het onderzoek nog loopt
tenzij de raad anders beslist|waarna de uitvoering begint|en dat is tijdig gemeld|maar de onderbouwing is nog mager""".replace("\n", "|").split("|")
FUNCTIONS = """beleidsmedewerker|senior adviseur|jurist|projectleider|secretaris|behandelend ambtenaar|inspecteur|coördinator
communicatieadviseur|financieel medewerker""".replace("\n", "|").split("|")
UNITS = ["DGPenV", "DWJZ", "Directie Ruimte", "Directie Water", "Afdeling Vergunningen", "Cluster Handhaving", "Team Subsidies"]
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
