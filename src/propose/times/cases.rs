//! What words mean, one line each: the document's date, the words, each time as EDTF with its bounds.

use crate::language::Text;
use crate::propose::languages::Language;
use crate::propose::times::times;
use crate::time::{Day, EdtfDate, Span};

/// The times of a text as "words = value", and whether their bounds are those of their EDTF.
fn told(published: Option<&str>, text: &str, language: Language) -> Vec<String> {
    let published: Option<Day> = published.and_then(|day| day.parse().ok());
    let text = Text::new(text);
    let told = |time: crate::propose::mentions::TimeMention| {
        let words = text.written(time.tokens.clone());
        let Some(value) = time.value else { return format!("{words} = ?") };
        let date = EdtfDate::parse(&value);
        assert!(date.is_ok(), "{words}: {value} {date:?}");
        if let Ok(date) = date {
            let Span { start, end, .. } = date.span();
            let first = start.map(|start| crate::time::Moment(start.0 + 1).day());
            let last = end.map(crate::time::Moment::day);
            let day = |of: Option<Day>| of.map(crate::propose::times::calendar::day);
            assert_eq!((time.earliest.clone(), time.latest.clone()), (day(first), day(last)), "{words}: {value}");
        }
        format!("{words} = {value}")
    };
    times(&text, language, published).into_iter().map(told).collect()
}

fn check(published: Option<&str>, cases: &[(&str, &[&str])]) {
    check_in(Language::English, published, cases);
}

fn check_in(language: Language, published: Option<&str>, cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = told(published, text, language);
        if found != *expected {
            wrong.push(format!("{text}: {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Friday 13 August 2021.
const FRIDAY: Option<&str> = Some("2021-08-13");

#[test]
fn dates_that_stand_on_their_own() {
    check(
        FRIDAY,
        &[
            ("It fell on 13 August 2021.", &["13 August 2021 = 2021-08-13"]),
            ("It fell on August 13, 2021.", &["August 13, 2021 = 2021-08-13"]),
            ("It fell on Aug. 13, 2021.", &["Aug. 13, 2021 = 2021-08-13"]),
            ("It fell on the 13th of August 2021.", &["the 13th of August 2021 = 2021-08-13"]),
            ("It fell on the thirteenth of August.", &["the thirteenth of August = 2021-08-13"]),
            ("It fell on Friday, August 13, 2021.", &["Friday, August 13, 2021 = 2021-08-13"]),
            ("It fell on Friday 13 August.", &["Friday 13 August = 2021-08-13"]),
            ("It fell on 2021-08-13.", &["2021-08-13 = 2021-08-13"]),
            ("It fell on 13/08/2021.", &["13/08/2021 = 2021-08-13"]),
            ("It fell on 08/13/2021.", &["08/13/2021 = 2021-08-13"]),
            ("It fell on 13.8.2021.", &["13.8.2021 = 2021-08-13"]),
            ("It fell on August 12.", &["August 12 = 2021-08-12"]),
            ("It fell on 12 August.", &["12 August = 2021-08-12"]),
            ("It fell on December 30.", &["December 30 = 2020-12-30"]),
            ("The vote is due on September 20.", &["September 20 = 2021-09-20"]),
            ("Fighting raged from 3 to 5 May 2021.", &["3 to 5 May 2021 = 2021-05-03/2021-05-05"]),
            ("It happened between 3 and 5 May.", &["3 and 5 May = 2021-05-03/2021-05-05"]),
            ("They met on May 3-5.", &["May 3-5 = 2021-05-03/2021-05-05"]),
            ("They met on 3–5 May.", &["3–5 May = 2021-05-03/2021-05-05"]),
            ("It fell on 30 February 2021.", &["February 2021 = 2021-02"]),
        ],
    );
}

#[test]
fn months_years_and_longer() {
    check(
        FRIDAY,
        &[
            ("It fell in August 2020.", &["August 2020 = 2020-08"]),
            ("It fell in May.", &["May = 2021-05"]),
            ("It fell in October.", &["October = 2020-10"]),
            ("It fell last May.", &["last May = 2021-05"]),
            ("It fell last August.", &["last August = 2020-08"]),
            ("Talks will open in October.", &["October = 2021-10"]),
            ("Talks will open next May.", &["next May = 2022-05"]),
            ("It fell in early May.", &["early May = 2021-05-01~/2021-05-10~"]),
            ("It fell in mid-May.", &["mid-May = 2021-05-11~/2021-05-20~"]),
            ("It fell in late May 2020.", &["late May 2020 = 2020-05-21~/2020-05-31~"]),
            ("It fell at the end of May.", &["the end of May = 2021-05-21~/2021-05-31~"]),
            ("It fell in May last year.", &["May last year = 2020-05"]),
            ("He may march to Kabul.", &[]),
            ("Troops march on Kabul and may take it.", &[]),
            ("It fell in 1975.", &["1975 = 1975"]),
            ("It has been theirs since 1996.", &["1996 = 1996"]),
            ("The 1979 invasion changed the country.", &["1979 = 1979"]),
            ("Its 1979 invasion changed the country.", &["1979 = 1979"]),
            ("They sent 2000 troops to Kabul.", &[]),
            ("Some 1500 people fled.", &[]),
            ("It fell in early 1990.", &["early 1990 = 1990-01~/1990-04~"]),
            ("It fell in nineteen ninety-six.", &["nineteen ninety-six = 1996"]),
            ("It began in the 1990s.", &["the 1990s = 199X"]),
            ("It began in the nineties.", &["the nineties = 199X"]),
            ("It began in the '90s.", &["the '90s = 199X"]),
            ("He is in his 30s.", &[]),
            ("It began in the early 1990s.", &["the early 1990s = 1990~/1993~"]),
            ("It was built in the 19th century.", &["the 19th century = 18XX"]),
            ("It was built in the twentieth century.", &["the twentieth century = 19XX"]),
            ("It was a nineteenth-century fort.", &["nineteenth-century = 18XX"]),
            ("It was built in the 5th century BC.", &["the 5th century BC = [-0499..-0400]"]),
            ("Caesar died in 44 BC.", &["44 BC = -0043"]),
            ("Caesar died in 44 B.C. in Rome.", &["44 B.C. = -0043"]),
            ("Pompeii was buried in AD 79.", &["AD 79 = 0079"]),
            ("Caesar died on 15 March 44 BC.", &["15 March 44 BC = -0043-03-15"]),
            ("It fell in the summer of 2003.", &["the summer of 2003 = 2003-22"]),
            ("It fell last winter.", &["last winter = 2020-24"]),
            ("It fell this spring.", &["this spring = 2021-21"]),
            ("The fall of Kabul came.", &[]),
            ("It fell in the fall of 2001.", &["the fall of 2001 = 2001-23"]),
            ("Losses grew in the second quarter of 2020.", &["the second quarter of 2020 = 2020-34"]),
            ("It fell in the first half of 2020.", &["the first half of 2020 = 2020-40"]),
        ],
    );
}

#[test]
fn what_hangs_on_the_date_of_the_document() {
    check(
        FRIDAY,
        &[
            ("It fell on Thursday.", &["Thursday = 2021-08-12"]),
            ("It fell on Friday.", &["Friday = 2021-08-13"]),
            ("It fell on Saturday.", &["Saturday = 2021-08-07"]),
            ("It fell late Thursday.", &["late Thursday = 2021-08-12"]),
            ("It fell late on Thursday.", &["late on Thursday = 2021-08-12"]),
            ("It fell Thursday night.", &["Thursday night = 2021-08-12"]),
            ("It fell last Friday.", &["last Friday = 2021-08-06"]),
            ("It fell on Monday of last week.", &["Monday of last week = 2021-08-02"]),
            ("They will meet on Monday.", &["Monday = 2021-08-16"]),
            ("They are to meet next Tuesday.", &["next Tuesday = 2021-08-17"]),
            ("Talks are scheduled for Tuesday.", &["Tuesday = 2021-08-17"]),
            ("It fell today.", &["today = 2021-08-13"]),
            ("It fell yesterday morning.", &["yesterday morning = 2021-08-12"]),
            ("Talks resume tomorrow.", &["tomorrow = 2021-08-14"]),
            ("It fell the day before yesterday.", &["the day before yesterday = 2021-08-11"]),
            ("It fell this morning.", &["this morning = 2021-08-13"]),
            ("It fell last night.", &["last night = 2021-08-12"]),
            ("It was shelled overnight.", &["overnight = [2021-08-12..2021-08-13]"]),
            ("It fell two days ago.", &["two days ago = 2021-08-11"]),
            ("It fell a fortnight ago.", &["a fortnight ago = 2021-07-27~/2021-08-02~"]),
            ("It fell three weeks ago.", &["three weeks ago = 2021-07-20~/2021-07-26~"]),
            ("It fell two months ago.", &["two months ago = 2021-06"]),
            ("It fell 20 years ago.", &["20 years ago = 2001"]),
            ("It fell twenty-five years ago.", &["twenty-five years ago = 1996"]),
            ("It fell several years ago.", &["several years ago = ../2021-08-13"]),
            ("It fell a few days ago.", &["a few days ago = 2021-08-06~/2021-08-13~"]),
            ("It fell hours ago.", &["hours ago = 2021-08-06~/2021-08-13~"]),
            ("It fell last week.", &["last week = [2021-08-02..2021-08-08]"]),
            ("It fell this week.", &["this week = [2021-08-09..2021-08-15]"]),
            ("It fell earlier this week.", &["earlier this week = [2021-08-09..2021-08-15]"]),
            ("It fell over the weekend.", &["the weekend = [2021-08-07..2021-08-08]"]),
            ("It fell last month.", &["last month = 2021-07"]),
            ("It fell earlier this month.", &["earlier this month = 2021-08"]),
            ("It fell last year.", &["last year = 2020"]),
            ("It will end next year.", &["next year = 2022"]),
            ("It fell in the past week.", &["the past week = 2021-08-06~/2021-08-13~"]),
            ("It fell in the last three days.", &["the last three days = 2021-08-10~/2021-08-13~"]),
            ("It fell in recent days.", &["recent days = 2021-08-10~/2021-08-13~"]),
            ("It fell on the 12th.", &["the 12th = 2021-08-12"]),
            ("It fell on the 20th.", &["the 20th = 2021-07-20"]),
            ("It was the 12th town to fall.", &[]),
            ("The siege has lasted for three weeks.", &["for three weeks = 2021-07-23~/2021-08-13~"]),
            ("He speaks every Friday.", &["every Friday = ?"]),
            ("It is now theirs.", &["now = 2021-08-13"]),
            ("It was recently taken.", &["recently = ../2021-08-13"]),
            ("It fell due to rain on Monday.", &["Monday = 2021-08-09"]),
        ],
    );
}

#[test]
fn times_of_day_with_their_day_and_zone() {
    check(
        FRIDAY,
        &[
            ("It fell at 10:30 a.m. on Thursday.", &["10:30 a.m. on Thursday = 2021-08-12T10:30"]),
            ("It fell on Thursday at 10:30.", &["Thursday at 10:30 = 2021-08-12T10:30"]),
            ("It fell at 5 p.m. Wednesday.", &["5 p.m. Wednesday = 2021-08-11T17:00"]),
            ("It fell at 7pm on 11 August.", &["7pm on 11 August = 2021-08-11T19:00"]),
            ("It struck at 0430 GMT.", &["0430 GMT = 2021-08-13T04:30Z"]),
            ("It struck at 19:00 UTC on Thursday.", &["19:00 UTC on Thursday = 2021-08-12T19:00Z"]),
            ("It struck at 9 a.m. EST Tuesday.", &["9 a.m. EST Tuesday = 2021-08-10T09:00-05:00"]),
            ("It fell at noon Thursday.", &["noon Thursday = 2021-08-12T12:00"]),
            ("It fell at midnight.", &["midnight = 2021-08-13T00:00"]),
            ("It fell at 4 in the morning.", &["4 in the morning = 2021-08-13T04:00"]),
            ("It fell at 12 a.m. on Thursday.", &["12 a.m. on Thursday = 2021-08-12T00:00"]),
            ("Brazil won 10:30 on points.", &[]),
        ],
    );
}

#[test]
fn what_hangs_on_the_time_before_it() {
    check(
        FRIDAY,
        &[
            (
                "Herat fell on Thursday. Hours later Ghor fell.",
                &["Thursday = 2021-08-12", "Hours later = [2021-08-12..2021-08-13]"],
            ),
            (
                "Herat fell on 12 August. Two days earlier Farah fell.",
                &["12 August = 2021-08-12", "Two days earlier = 2021-08-10"],
            ),
            (
                "Herat fell on 12 August. The next day Ghor fell.",
                &["12 August = 2021-08-12", "The next day = 2021-08-13"],
            ),
            (
                "Herat fell on 12 August. The previous day Ghor fell.",
                &["12 August = 2021-08-12", "The previous day = 2021-08-11"],
            ),
            (
                "Herat fell on 12 August. The day before, Farah fell.",
                &["12 August = 2021-08-12", "The day before = 2021-08-11"],
            ),
            (
                "Herat fell on 12 August, and Ghor the same day.",
                &["12 August = 2021-08-12", "the same day = 2021-08-12"],
            ),
            ("Saigon fell in 1975. A year earlier nobody saw it.", &["1975 = 1975", "A year earlier = 1974"]),
            ("Saigon fell in 1975. Hue fell that year.", &["1975 = 1975", "that year = 1975"]),
            (
                "Hue fell on 26 March 1975. Three weeks later Xuan Loc fell.",
                &["26 March 1975 = 1975-03-26", "Three weeks later = 1975-04-13~/1975-04-19~"],
            ),
            ("Two days before the vote, it fell.", &["Two days before = ?"]),
            ("Two days earlier it fell.", &["Two days earlier = ?"]),
        ],
    );
}

#[test]
fn without_a_date_of_the_document_what_is_relative_stays_so() {
    check(
        None,
        &[
            ("It fell on Thursday.", &["Thursday = ?"]),
            ("It fell two days ago.", &["two days ago = ?"]),
            ("It fell last week.", &["last week = ?"]),
            ("It fell in August.", &["August = ?"]),
            ("It fell on August 12.", &["August 12 = ?"]),
            (
                "It fell on August 12, 2021, and Ghor the next day.",
                &["August 12, 2021 = 2021-08-12", "the next day = 2021-08-13"],
            ),
            ("It fell in 1975.", &["1975 = 1975"]),
        ],
    );
}

#[test]
fn spanish_has_its_own_table() {
    check_in(
        Language::Spanish,
        FRIDAY,
        &[
            ("Cayó el jueves.", &["jueves = 2021-08-12"]),
            ("Cayó el pasado viernes.", &["pasado viernes = 2021-08-06"]),
            ("Cayó el 12 de agosto de 2021.", &["12 de agosto de 2021 = 2021-08-12"]),
            ("Cayó el 12 de agosto.", &["12 de agosto = 2021-08-12"]),
            ("Cayó ayer por la tarde.", &["ayer por la tarde = 2021-08-12"]),
            ("Cayó hace dos días.", &["hace dos días = 2021-08-11"]),
            ("Cayó la semana pasada.", &["semana pasada = [2021-08-02..2021-08-08]"]),
            ("Cayó a principios de mayo.", &["principios de mayo = 2021-05-01~/2021-05-10~"]),
            ("Cayó en 1975.", &["1975 = 1975"]),
            ("Cayó el 12 de agosto, y Gor al día siguiente.", &["12 de agosto = 2021-08-12"]),
            (
                "Cayó el 12 de agosto. Dos días antes cayó Farah.",
                &["12 de agosto = 2021-08-12", "Dos días antes = 2021-08-10"],
            ),
        ],
    );
}
