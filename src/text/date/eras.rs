//! Years counted by eras, as Japan and Taiwan write them.

/// The eras, and the year before the first of each.
const ERAS: [(&str, u32); 5] = [
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("民國", 1911),
    ("民国", 1911),
];

/// The text with the year of an era, which begins it, as the year that calendars have.
pub(super) fn in_years(text: &str) -> String {
    let year = || {
        let (era, rest) = ERAS
            .iter()
            .find_map(|(name, era)| Some((era, text.strip_prefix(name)?)))?;
        let (number, rest) = rest.split_once('年')?;
        let number: u32 = match number.trim() {
            "元" => 1,
            figures => figures
                .parse()
                .ok()
                .filter(|number| (1..200).contains(number))?,
        };
        Some(format!("{}年{rest}", era + number))
    };
    year().unwrap_or_else(|| text.to_owned())
}
