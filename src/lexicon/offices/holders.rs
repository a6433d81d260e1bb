//! Who holds or held a national office, by name and year.

/// One person. Names as they are written, without titles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holder {
    /// The surname without its prefixes: `Leeuw`, `Six Dijkstra`.
    pub surname: &'static str,
    /// `van der`, or empty.
    pub prefix: &'static str,
    /// The first name by which the person is known; may be empty.
    pub first: &'static str,
    /// `M.H.`; may be empty.
    pub initials: &'static str,
    /// The year in which the first office was taken.
    pub since: u16,
    /// Whether it was an office in cabinet or parliament.
    pub national: bool,
}

const LIST: &str = include_str!("holders.tsv");

/// Everyone in the list, in its order.
pub fn all() -> impl Iterator<Item = Holder> {
    LIST.lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(Holder::of_line)
}

impl Holder {
    fn of_line(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let [surname, prefix, first, initials, offices] = std::array::from_fn(|_| cells.next());
        let offices = offices?;
        Some(Self {
            surname: surname?,
            prefix: prefix?,
            first: first?,
            initials: initials?,
            since: offices.split(' ').filter_map(first_year).min()?,
            national: offices.contains(['K', 'E', 'M', 'S']),
        })
    }
}

/// The first year of an office such as `K1998-2002`.
fn first_year(office: &str) -> Option<u16> {
    office.get(1..5)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_person_with_an_office_that_began() {
        let lines = LIST.lines().filter(|l| !l.starts_with('#')).count();
        let all: Vec<_> = all().collect();
        assert_eq!(all.len(), lines, "a line lacks a cell or a year");
        for h in &all {
            assert!(!h.surname.is_empty(), "{h:?}");
            assert!((1980..2030).contains(&h.since), "{h:?}");
        }
    }
}
