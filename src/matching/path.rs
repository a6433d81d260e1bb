//! What of a file name says nothing about a person: its extension.

/// Extensions of files that are met in dossiers. A list, because what stands behind the last dot of
/// "Brief aan J.Bos" is no extension.
const EXTENSIONS: [&str; 48] = [
    "txt", "text", "md", "pdf", "json", "jsonl", "csv", "tsv", "xml", "htm", "html", "mht", "doc",
    "docx", "docm", "dot", "dotx", "odt", "rtf", "xls", "xlsx", "xlsm", "ods", "ppt", "pptx",
    "odp", "msg", "eml", "mbox", "pst", "ics", "vcf", "zip", "7z", "gz", "tar", "png", "jpg",
    "jpeg", "tif", "tiff", "gif", "bmp", "log", "ini", "toml", "yml", "yaml",
];

/// A file name without its extensions: `nota.gold` stays whole, `nota.txt.gz` is `nota`.
#[must_use]
pub fn stem(name: &str) -> &str {
    let mut stem = name;
    while let Some((before, last)) = stem.rsplit_once('.') {
        let known = EXTENSIONS.iter().any(|e| e.eq_ignore_ascii_case(last));
        if !known || before.is_empty() {
            break;
        }
        stem = before;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn only_what_is_known_as_an_extension_is_none_of_the_name() {
        assert_eq!(stem("Brief J.Bos.PDF"), "Brief J.Bos");
        assert_eq!(stem("nota.txt.gz"), "nota");
        assert_eq!(stem(".txt"), ".txt");
        assert_eq!(stem("Jan"), "Jan");
    }
}
