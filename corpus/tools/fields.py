"""The gold fields of a document, from its header."""


def listed(value):
    return [v.strip() for v in value.split("|")] if value else []


def fields_of(header, headings):
    """What the document states, in the form of the gold: null or [] where it states nothing."""
    attachments = header.get("attachments")
    if attachments and attachments.isdigit():
        attachments = int(attachments)
    elif attachments:
        attachments = listed(attachments)
    return {
        "date": header.get("date"),
        "kenmerk": header.get("kenmerk"),
        "uw_kenmerk": header.get("uw_kenmerk"),
        "recipients": listed(header.get("to")),
        "recipients_optional": listed(header.get("to_optional")),
        "sender": listed(header.get("from")) or None,
        "subject": header.get("subject"),
        "project": header.get("project"),
        "attachments": attachments or None,
        # What is none of the known types states none.
        "doc_type": header.get("type") if header.get("type") != "other" else None,
        "section_headings": headings,
        "section_headings_optional": listed(header.get("headings_optional")),
    }
