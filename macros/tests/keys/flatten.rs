//! `flatten`: several members, and groups within groups, each with its own elements.

use castile_macros::{FromXml, ToXml};

use super::{both, reads};

#[derive(Debug, PartialEq, FromXml, ToXml)]
enum Party {
    Person(String),
    Company(String),
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(group)]
struct Entry {
    date: String,
    #[xml(flatten)]
    party: Option<Party>,
    #[xml(item = "n")]
    numbers: Option<Vec<u32>>,
    #[xml(skip)]
    seen: bool,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Journal {
    id: u32,
    #[xml(flatten)]
    owner: Party,
    title: String,
    #[xml(flatten)]
    entries: Vec<Entry>,
    #[xml(attribute)]
    year: u32,
    end: Option<String>,
}

fn entry(date: &str, party: Option<Party>, numbers: Option<Vec<u32>>) -> Entry {
    Entry { date: date.to_owned(), party, numbers, seen: false }
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Simple {
    #[xml(flatten)]
    entries: Vec<Entry>,
}

#[test]
fn groups_within_groups() {
    both(
        "<Simple><date>1</date><Person>a</Person><numbers><n>1</n></numbers><date>2</date><Company>b</Company></Simple>",
        Simple {
            entries: vec![
                entry("1", Some(Party::Person("a".to_owned())), Some(vec![1])),
                entry("2", Some(Party::Company("b".to_owned())), None),
            ],
        },
    );
}

/// The owner's elements stand in line with those of its groups: `Person` is the owner's, by position.
#[test]
fn members_behind_a_group() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Letter {
        #[xml(flatten)]
        from: Party,
        date: String,
        #[xml(attribute)]
        id: u32,
        body: Vec<String>,
    }
    let letter = || Letter {
        from: Party::Company("b".to_owned()),
        date: "1".to_owned(),
        id: 3,
        body: vec!["x".to_owned(), "y".to_owned()],
    };
    both(
        r#"<Letter id="3"><Company>b</Company><date>1</date><body>x</body><body>y</body></Letter>"#,
        letter(),
    );
    reads(
        "<Letter id='3'><body>x</body><date>1</date><Company>b</Company><body>y</body></Letter>",
        &letter(),
    );
}

#[test]
fn the_same_names_twice_by_position() {
    both(
        r#"<Journal year="2024"><id>1</id><Person>me</Person><title>t</title><date>1</date><Person>a</Person><end>e</end></Journal>"#,
        Journal {
            id: 1,
            owner: Party::Person("me".to_owned()),
            title: "t".to_owned(),
            entries: vec![entry("1", Some(Party::Person("a".to_owned())), None)],
            year: 2024,
            end: Some("e".to_owned()),
        },
    );
}
