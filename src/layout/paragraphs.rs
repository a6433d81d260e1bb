//! Where a paragraph, a list item or a heading begins: shared by both layouts.
