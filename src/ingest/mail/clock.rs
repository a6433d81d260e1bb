//! The Dutch clock, for moments that are told in universal time.

use super::Moment;

/// Days before each month of a year that is no leap year.
const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// A moment in universal time, by the clock in the Netherlands, as a mail program shows it there.
pub(super) fn dutch(moment: Moment) -> Moment {
    let summer = is_summer(moment);
    let mut out = Moment {
        offset: Some(if summer { 120 } else { 60 }),
        hour: moment.hour + if summer { 2 } else { 1 },
        ..moment
    };
    if out.hour >= 24 {
        out.hour -= 24;
        out.day += 1;
        if u32::from(out.day) > length(out.year, out.month) {
            (out.day, out.month) = (1, out.month + 1);
        }
        if out.month > 12 {
            (out.month, out.year) = (1, out.year + 1);
        }
    }
    out
}

/// From the last Sunday of March to the last of October, from one o'clock on.
fn is_summer(moment: Moment) -> bool {
    let at = (moment.month, u32::from(moment.day), moment.hour);
    let turns = |month: u8| (month, last_sunday(moment.year, month), 1);
    at >= turns(3) && at < turns(10)
}

fn last_sunday(year: u16, month: u8) -> u32 {
    let last = length(year, month);
    last - weekday(year, month, last)
}

/// Days since Sunday.
fn weekday(year: u16, month: u8, day: u32) -> u32 {
    let before = BEFORE[usize::from(month.clamp(1, 12)) - 1];
    let leap = u32::from(month > 2 && is_leap(year));
    let years = u32::from(year) - 1;
    (years * 365 + years / 4 - years / 100 + years / 400 + before + leap + day) % 7
}

fn length(year: u16, month: u8) -> u32 {
    match month {
        2 => 28 + u32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_set_on_the_last_sundays() {
        for (utc, local) in [
            ((2022, 2, 8, 9), (2022, 2, 8, 10, 60)),
            ((2022, 3, 27, 0), (2022, 3, 27, 1, 60)),
            ((2022, 3, 27, 1), (2022, 3, 27, 3, 120)),
            ((2022, 10, 30, 0), (2022, 10, 30, 2, 120)),
            ((2022, 10, 30, 1), (2022, 10, 30, 2, 60)),
            ((2021, 12, 31, 23), (2022, 1, 1, 0, 60)),
            ((2024, 2, 28, 23), (2024, 2, 29, 0, 60)),
        ] {
            let (year, month, day, hour) = utc;
            let out = dutch(Moment {
                year,
                month,
                day,
                hour,
                minute: 5,
                offset: Some(0),
            });
            let got = (out.year, out.month, out.day, out.hour, out.offset.unwrap());
            assert_eq!(got, local);
        }
    }
}
