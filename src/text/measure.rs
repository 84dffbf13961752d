//! How wide a line of text is.

use crate::text::shape;

/// The advance of a line of text in px, kerning included, at `size` px and CSS weight `weight`.
pub fn measure(text: &str, size: f64, weight: u16) -> f64 {
    shape(text, weight).advance * size
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn figures_are_tabular() {
        assert_eq!(measure("111", 12.0, 400), measure("808", 12.0, 400));
    }

    #[test]
    fn bolder_is_wider_and_twice_the_size_is_twice_as_wide() {
        assert!(measure("Kandahar", 12.0, 700) > measure("Kandahar", 12.0, 400));
        assert!((measure("Kandahar", 24.0, 400) - 2.0 * measure("Kandahar", 12.0, 400)).abs() < 1e-9);
    }

    #[test]
    fn kerning_counts() {
        assert!(measure("AVA", 100.0, 400) < 2.0 * measure("A", 100.0, 400) + measure("V", 100.0, 400));
    }

    #[test]
    fn a_name_in_arabic_script_has_a_width() {
        assert!(measure("کابل", 12.0, 400) > 10.0);
        assert_eq!(measure("", 12.0, 400), 0.0);
    }
}
