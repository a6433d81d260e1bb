//! Reads the ground off a redaction label, in any notation and through OCR. `e` stays `e` and `c`
//! stays `c`: that is a legal difference.

/// The ground in its usual notation; none where the label names none.
pub(super) fn read(label: &str) -> Option<String> {
    let mut signs: Vec<char> = Vec::new();
    for part in label.split(|c: char| !c.is_alphanumeric()) {
        match part {
            "lid" | "sub" | "onder" | "aanhef" | "en" | "art" | "artikel" | "" => {}
            "eerste" => signs.push('1'),
            "tweede" => signs.push('2'),
            other => signs.extend(other.chars()),
        }
    }
    let digit = |i: usize| {
        signs.get(i).map(|c| match c {
            'S' | 's' | '&' => '5',
            'l' | 'I' => '1',
            other => *other,
        })
    };
    let letter = |i: usize| {
        signs
            .get(i)
            .map(char::to_ascii_lowercase)
            .filter(|c| ('a'..='i').contains(c))
    };
    match (digit(0)?, digit(1)?) {
        ('5', '1') => Some(format!("5.1.{}{}", digit(2)?, letter(3)?)),
        ('5' | '8', '2') if signs.len() == 2 => Some("5.2".to_owned()),
        // The middle 1 was lost: S12e, 512e read as 12e.
        ('1', '2') if label.starts_with('&') => Some(format!("5.1.2{}", letter(2)?)),
        ('1', '0') => Some(format!("10.{}{}", digit(2)?, letter(3)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn every_notation_reads_as_one_and_e_is_never_c() {
        for label in [
            "5.1.2e",
            "5.1.2.e",
            "5.1.2.E",
            "5.1-2e",
            "5,1,2,e",
            "512e",
            "S12e",
            "s12e",
            "51.2e",
            "&12e",
            "5.1 lid 2 e",
            "5.1 lid 2 sub e",
            "5.1, tweede lid, aanhef en onder e",
            "(5)(1)(2e)",
        ] {
            assert_eq!(read(label).as_deref(), Some("5.1.2e"), "{label}");
        }
        assert_eq!(read("5.1.2c").as_deref(), Some("5.1.2c"));
        assert_eq!(read("10.2.e").as_deref(), Some("10.2e"));
        assert_eq!(read("10 lid 2 e").as_deref(), Some("10.2e"));
        assert_eq!(read("[naam]"), None);
    }
}
