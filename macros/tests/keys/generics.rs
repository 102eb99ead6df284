//! Type parameters: bounded by what their members are.

use std::marker::PhantomData;

use castile_macros::{FromXml, ToXml};

use super::{both, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(name = "Result", ns = "urn:x")]
struct OperationResult<T, Code = u8> {
    #[xml(attribute)]
    code: Option<Code>,
    value: Option<T>,
    all: Vec<T>,
    #[xml(item = "it")]
    wrapped: Option<Vec<T>>,
    #[xml(skip)]
    nothing: PhantomData<T>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Outer<G> {
    #[xml(flatten)]
    group: Vec<G>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
enum Choice<T> {
    Left(T),
    Right(Box<T>),
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(group)]
struct Pair<T> {
    key: String,
    value: T,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(transparent)]
struct Wrapper<T>(T);

#[test]
fn members() {
    both(
        r#"<Result xmlns="urn:x" code="1"><value>2</value><all>3</all><all>4</all><wrapped><it>5</it></wrapped></Result>"#,
        OperationResult {
            code: Some(1u8),
            value: Some(2u32),
            all: vec![3, 4],
            wrapped: Some(vec![5]),
            nothing: PhantomData,
        },
    );
    refuses::<OperationResult<bool>>(
        "<Result xmlns='urn:x'><value>2</value></Result>",
        "/Result/value: `2` is not a value of type `boolean`: expected `true`, `false`, `1` or `0`",
    );
}

#[test]
fn flattened() {
    both(
        "<Outer><Left>1</Left><Right>2</Right></Outer>",
        Outer { group: vec![Choice::Left(1), Choice::Right(Box::new(2))] },
    );
    let pair = |key: &str, value| Pair { key: key.to_owned(), value: Wrapper(value) };
    both(
        "<Outer><key>a</key><value>1</value><key>b</key><value>2</value></Outer>",
        Outer { group: vec![pair("a", 1), pair("b", 2)] },
    );
}

#[test]
fn constants() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Sized<const N: usize> {
        id: u32,
    }
    both("<Sized><id>1</id></Sized>", Sized::<3> { id: 1 });
}
