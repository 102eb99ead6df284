//! Fields without a key: child elements.

use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Order {
    id: u32,
    customer: Customer,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Customer {
    name: String,
    r#type: String,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Ping;

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Pong {}

fn order() -> Order {
    Order { id: 7, customer: Customer { name: "Ås & sønn".to_owned(), r#type: "B2B".to_owned() } }
}

#[test]
fn nested_in_order() {
    both("<Order><id>7</id><customer><name>Ås &amp; sønn</name><type>B2B</type></customer></Order>", order());
}

#[test]
fn in_another_order_with_unknown_elements_comments_and_white_space() {
    reads(
        "<Order>\n <customer> <type>B2B</type> <x><id>8</id></x> <!-- ? --> <name>Ås <![CDATA[&]]> sønn</name> </customer>\n <id> 7 </id></Order>",
        &order(),
    );
}

#[test]
fn missing_names_the_member() {
    refuses::<Order>("<Order><id>7</id></Order>", "/Order: element `customer` of `Order` is missing");
    refuses::<Order>(
        "<Order><id>7</id><customer/></Order>",
        "/Order/customer: element `name` of `Customer` is missing",
    );
}

#[test]
fn twice_is_refused() {
    refuses::<Order>("<Order><id>7</id><id>8</id></Order>", "/Order/id: element `id` occurs more than once");
}

#[test]
fn a_bad_value_names_its_path() {
    refuses::<Order>(
        "<Order><id>x</id></Order>",
        "/Order/id: `x` is not a value of type `unsignedInt`: expected digits",
    );
}

#[test]
fn without_members() {
    both("<Ping />", Ping);
    both("<Pong />", Pong {});
    reads("<Ping a='1'><b/></Ping>", &Ping);
}

#[test]
fn another_root_is_refused() {
    refuses::<Ping>("<Pong/>", "/Pong: expected element `Ping`, found `Pong`");
}

/// Recursion goes through `Box`.
#[test]
fn recursive() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Folder {
        parent: Option<Box<Folder>>,
        folder: Vec<Folder>,
    }
    let leaf = || Folder { parent: None, folder: vec![] };
    both(
        "<Folder><parent /><folder><folder /></folder><folder /></Folder>",
        Folder {
            parent: Some(Box::new(leaf())),
            folder: vec![Folder { parent: None, folder: vec![leaf()] }, leaf()],
        },
    );
}
