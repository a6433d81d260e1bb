//! Grounds of the Woo and the Wob, read out.

/// `5.1.2e` as a person says it: `artikel 5.1, tweede lid, onder e, Woo`. What is not written so is
/// given back as it is.
#[must_use]
pub fn spoken(ground: &str) -> String {
    say(ground).unwrap_or_else(|| ground.to_owned())
}

fn say(ground: &str) -> Option<String> {
    let parts: Vec<&str> = ground.split('.').collect();
    let (article, rest, law) = match parts[..] {
        // Articles of the Woo that grounds are taken from: 5.1 to 5.4.
        ["5", section @ ("1" | "2" | "3" | "4"), ref rest @ ..] => {
            (format!("5.{section}"), rest.concat(), "Woo")
        }
        ["10" | "11", ref rest @ ..] => (parts[0].to_owned(), rest.concat(), "Wob"),
        _ => return None,
    };
    let split = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (member, letter) = rest.split_at(split);
    let mut said = format!("artikel {article}");
    if !member.is_empty() {
        let nth = *MEMBERS.get(member.parse::<usize>().ok()?.checked_sub(1)?)?;
        said.push_str(&format!(", {nth} lid"));
    }
    match letter.as_bytes() {
        [] => {}
        [b'a'..=b'z'] => said.push_str(&format!(", onder {letter}")),
        _ => return None,
    }
    Some(format!("{said}, {law}"))
}

const MEMBERS: [&str; 9] = [
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende",
];

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn grounds_are_read_out_as_articles() {
        for (ground, said) in [
            ("5.1.2e", "artikel 5.1, tweede lid, onder e, Woo"),
            ("5.1.1d", "artikel 5.1, eerste lid, onder d, Woo"),
            ("5.1.5", "artikel 5.1, vijfde lid, Woo"),
            ("5.2.1", "artikel 5.2, eerste lid, Woo"),
            ("10.2.e", "artikel 10, tweede lid, onder e, Wob"),
        ] {
            assert_eq!(spoken(ground), said);
        }
    }

    #[test]
    fn what_is_no_article_is_said_as_it_is_written() {
        for ground in ["", "persoon 1", "5.1.2ee", "5.1.0e", "x.y", "5.9.1"] {
            assert_eq!(spoken(ground), ground);
        }
    }
}
