use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn read_refused_and_repeated_rows_are_all_rows(
        rows in proptest::collection::vec(
            ("(20[12][0-9]-[01][0-9]-[0-3][0-9]|[0-9]{1,2}/[0-9]{1,2}/20[12][0-9]||x)", "(-?[0-9]{1,3}(\\.[0-9]{1,3})?|)", "(-?[0-9]{1,3}|)", "(a|\"b,c\"|\"d\ne\"|\"f|g\"\"|)"),
            1..40,
        ),
        day_first: bool,
        exchange: bool,
    ) {
        let order = if day_first { DayOrder::DayFirst } else { DayOrder::MonthFirst };
        let chosen = TableChoices { order: Some(order), exchange, ..TableChoices::default() };
        let body: String = rows.iter().map(|(date, lat, lon, note)| format!("{date},{lat},{lon},{note}\n")).collect();
        let text = format!("date,lat,lon,notes\n2016-06-17,1,1,a\n{body}");
        if let Ok(table) = read_with(&text, &chosen) {
            prop_assert_eq!(table.rows.len() + table.refused.len() + table.repeats.len(), table.all as usize);
            let mut numbers: Vec<u32> = (0..table.rows.len()).filter_map(|at| table.rows.row(at)).map(|row| row.number).collect();
            numbers.extend(table.refused.iter().map(|row| row.number));
            numbers.extend(&table.repeats);
            numbers.sort_unstable();
            prop_assert_eq!(numbers, (1..=table.all).collect::<Vec<_>>());
            prop_assert!(table.kinds.iter().map(|kind| kind.count as usize).sum::<usize>() == table.rows.len());
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\PC,;\t\n\"]{0,200}") {
        let _ = read_with(&text, &TableChoices::default());
        let _ = read_with(format!("date,lat,lon\n{text}"), &TableChoices::default());
    }
}
