//! Which ground a held place tints.

use crate::chronicle::Tints;
use crate::chronicle::load::reader::Fault;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum TintsToml {
    Word(String),
    Nearest { nearest_km: f64 },
}

/// The rule of tints; one that nobody knows is that of the chronicle's own areas.
pub(super) fn tints(toml: Option<TintsToml>, warn: impl FnOnce(Fault)) -> Tints {
    let found = match toml {
        None => return Tints::Areas,
        Some(TintsToml::Word(word)) => match word.as_str() {
            "areas" => return Tints::Areas,
            "first-level areas" => return Tints::FirstLevelAreas,
            _ => format!("\"{word}\""),
        },
        Some(TintsToml::Nearest { nearest_km: km }) if (1.0..=FARTHEST_TINT_KM).contains(&km) => {
            return Tints::Nearest { km };
        }
        Some(TintsToml::Nearest { nearest_km }) => nearest_km.to_string(),
    };
    let fault = format!(
        "expected tints = \"areas\", \"first-level areas\" or {{ nearest_km = 1 to {FARTHEST_TINT_KM} }}, found {found}"
    );
    warn(Fault::new(fault).hint("the chronicle's own areas are tinted"));
    Tints::Areas
}

/// The farthest from a place that its control may tint, km.
const FARTHEST_TINT_KM: f64 = 1000.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(toml: TintsToml) -> (Tints, bool) {
        let mut told = false;
        let tints = tints(Some(toml), |_| told = true);
        (tints, told)
    }

    #[test]
    fn a_rule_that_nobody_knows_is_told_of_and_the_chronicles_own_areas_stand() {
        assert_eq!(check(TintsToml::Word("first-level areas".into())), (Tints::FirstLevelAreas, false));
        assert_eq!(check(TintsToml::Nearest { nearest_km: 34.0 }), (Tints::Nearest { km: 34.0 }, false));
        assert_eq!(check(TintsToml::Word("districts".into())), (Tints::Areas, true));
        assert_eq!(check(TintsToml::Nearest { nearest_km: -1.0 }), (Tints::Areas, true));
    }
}
