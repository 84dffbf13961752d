//! Numbers as they stand in a file.

/// A length rounded to 0.01, without trailing zeros; what is no number becomes 0.
pub(super) fn coordinate(value: f64) -> String {
    let hundredths = (value * 100.0).round();
    if !hundredths.is_finite() {
        return "0".to_owned();
    }
    let hundredths = hundredths.clamp(-1e15, 1e15) as i64;
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let sign = if hundredths < 0 { "-" } else { "" };
    match rest {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}

/// A colour as `#rrggbb`.
pub(super) fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact_to_a_hundredth() {
        let cases = [
            (0.0, "0"),
            (-0.001, "0"),
            (1.005, "1"),
            (12.5, "12.5"),
            (-12.34, "-12.34"),
            (3.0, "3"),
            (0.07, "0.07"),
            (f64::NAN, "0"),
        ];
        for (value, written) in cases {
            assert_eq!(coordinate(value), written, "{value}");
        }
    }
}
