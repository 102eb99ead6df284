//! The items of a `client.rs`, as data: the client with its methods, and one type an operation.

use super::docs::Docs;
use super::item::{ItemId, WireName};
use super::names::Ident;
use super::ty::Ty;
use std::time::Duration;

/// A client.
#[derive(Debug)]
pub(crate) struct Client {
    /// The documentation of its service.
    pub(crate) docs: Docs,
    /// Its name.
    pub(crate) name: Ident,
    /// The module it is in.
    pub(crate) module: Ident,
    /// What it speaks.
    pub(crate) protocol: Protocol,
    /// The address in the spec.
    pub(crate) endpoint: String,
    /// The name of its own type of calls, where a call may be given more than its method takes.
    pub(crate) calls: Option<Ident>,
    /// A method an operation, in the order of the spec.
    pub(crate) methods: Vec<Method>,
    /// The operations, in the order of the spec.
    pub(crate) operations: Vec<Operation>,
    /// The types of encoded messages.
    pub(crate) encoded: Vec<EncodedType>,
    /// The session policy.
    pub(crate) session: Option<Session>,
    /// The header that says when calls are taken again, and texts that say that none are.
    pub(crate) throttled: Option<(Option<String>, Vec<String>)>,
}

/// A type of encoded messages. Types refer to one another by their places.
#[derive(Debug)]
pub(crate) struct EncodedType {
    /// Its name, where it has one.
    pub(crate) name: Option<WireName>,
    /// What it consists of.
    pub(crate) content: EncodedContent,
}

/// What a type of encoded messages consists of.
#[derive(Debug)]
pub(crate) enum EncodedContent {
    /// Text.
    Simple,
    /// Members and their types.
    Struct(Vec<(WireName, usize)>),
    /// Items, their type, and the number of dimensions.
    Array(WireName, usize, usize),
    /// Anything.
    Any,
}

/// What a client speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// SOAP 1.1.
    Soap11,
    /// SOAP 1.2.
    Soap12,
    /// XML over HTTP.
    Rest,
}

/// A method of a client.
#[derive(Debug)]
pub(crate) struct Method {
    /// The documentation of its operation.
    pub(crate) docs: Docs,
    /// Its name.
    pub(crate) name: Ident,
    /// Its arguments.
    pub(crate) args: Vec<Arg>,
    /// What a call may be given besides, by methods of its own.
    pub(crate) optional: Vec<Optional>,
    /// The operation it calls.
    pub(crate) operation: Ident,
    /// What the request is made of.
    pub(crate) request: Request,
    /// The name of the request's element, where its type does not know it.
    pub(crate) request_name: Option<WireName>,
    /// Parameters of a route.
    pub(crate) params: Vec<Param>,
    /// What travels beside the envelope.
    pub(crate) attachments: Vec<Attached>,
}

/// An argument that travels beside the envelope.
#[derive(Debug)]
pub(crate) struct Attached {
    /// The name of the part.
    pub(crate) part: String,
    /// Its media type.
    pub(crate) media_type: String,
    /// The argument with its bytes.
    pub(crate) arg: Arg,
}

/// An argument.
#[derive(Debug, Clone)]
pub(crate) struct Arg {
    /// Its name.
    pub(crate) name: Ident,
    /// How it is passed.
    pub(crate) pass: Pass,
    /// The type of the value itself, without `Option`, `Vec` or `Box`.
    pub(crate) ty: Ty,
    /// Whether it may be left out.
    pub(crate) optional: bool,
    /// Whether the request holds it in a box.
    pub(crate) boxed: bool,
}

/// What a call may be given besides the arguments of its method.
#[derive(Debug)]
pub(crate) struct Optional {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// The name of the method that gives it.
    pub(crate) name: Ident,
    /// The value.
    pub(crate) arg: Arg,
    /// Where it goes.
    pub(crate) place: Given,
}

/// Where an optional value goes.
#[derive(Debug)]
pub(crate) enum Given {
    /// Into a field of the request.
    Field(Ident),
    /// Into a parameter of the route, by its name on the wire.
    Param(Place, String),
}

/// How a field of a request is filled when the call is made.
#[derive(Debug)]
pub(crate) struct Filled {
    /// The field.
    pub(crate) field: Ident,
    /// Whether it is empty until the call is given a value; otherwise it is the next argument.
    pub(crate) optional: bool,
}

/// How a value is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pass {
    /// `T`, because it is as cheap as a reference or cannot be cloned.
    Value,
    /// `&str`.
    Str,
    /// `&T`.
    Ref,
    /// `&[T]`.
    Slice,
}

/// What a request is made of.
#[derive(Debug)]
pub(crate) enum Request {
    /// Nothing.
    Empty,
    /// The struct of the request, its fields filled with arguments of the same order.
    Wrapped(ItemId, Vec<Filled>),
    /// One argument.
    Whole(Arg),
}

/// A parameter of a route.
#[derive(Debug)]
pub(crate) struct Param {
    /// Where it travels.
    pub(crate) place: Place,
    /// Its name on the wire.
    pub(crate) name: String,
    /// The argument with its value.
    pub(crate) arg: Arg,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a form.
    Form,
}

/// An operation as a type.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Its documentation.
    pub(crate) docs: Docs,
    /// The name of its type.
    pub(crate) ident: Ident,
    /// Its name in the spec.
    pub(crate) name: String,
    /// The service's name in the spec.
    pub(crate) service: String,
    /// How it is addressed.
    pub(crate) target: Target,
    /// The action in its header blocks of WS-Addressing, where it has such.
    pub(crate) addressing: Option<String>,
    /// The type of the request.
    pub(crate) request: Ty,
    /// The element of the request.
    pub(crate) request_name: Option<WireName>,
    /// The type of the answer.
    pub(crate) response: Ty,
    /// The element of the answer.
    pub(crate) response_name: Option<WireName>,
    /// What the caller gets.
    pub(crate) output: Output,
    /// The places of the types of request and answer, where these are encoded.
    pub(crate) encoding: (Option<usize>, Option<usize>),
    /// Whether it may be sent twice.
    pub(crate) replay: bool,
}

/// How an operation is addressed.
#[derive(Debug)]
pub(crate) enum Target {
    /// By a SOAP action.
    Action(String),
    /// By method and path.
    Route(String, String),
}

/// What a caller gets of an answer.
#[derive(Debug)]
pub(crate) enum Output {
    /// Nothing.
    Unit,
    /// All of it.
    Whole,
    /// The content as it comes.
    Content,
    /// Its only member.
    Member(Ident, Ty),
    /// By the outcome rule: the payload or the message.
    Outcome(Outcome),
}

/// The members of an answer that is an outcome.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The member of the answer that they are in, and its type, where they are not the answer's own.
    pub(crate) inside: Option<(Ident, Ty)>,
    /// The boolean member, and its type.
    pub(crate) success: (Ident, Ty),
    /// The text member, and its type.
    pub(crate) message: (Ident, Ty),
    /// The payload member, and its type.
    pub(crate) result: (Ident, Ty),
    /// What the caller gets: the payload, without `Option` and `Nillable`.
    pub(crate) output: Ty,
}

/// A session policy and how to log in.
#[derive(Debug)]
pub(crate) struct Session {
    /// Where the token travels.
    pub(crate) carry: Carried,
    /// The idle life.
    pub(crate) idle: Option<Duration>,
    /// How long before its end a session is renewed.
    pub(crate) margin: Option<Duration>,
    /// How many log-ins there may be, and within how long.
    pub(crate) budget: Option<(u32, Duration)>,
    /// The hosts that may see the token.
    pub(crate) hosts: Vec<String>,
    /// How an expired session shows.
    pub(crate) expired: super::settings::Signs,
    /// The method that logs in, and its arguments as the session keeps them.
    pub(crate) login: Ident,
    /// The arguments of the login as the session keeps them.
    pub(crate) args: Vec<Arg>,
    /// What the login may be given besides: the value the session keeps, and the method that gives it.
    pub(crate) optional: Vec<(Arg, Ident)>,
    /// Whether the client has its own type of calls.
    pub(crate) own_calls: bool,
    /// The members from the login's output down to the token.
    pub(crate) token: Vec<(Ident, Ty)>,
    /// Those down to the address that later calls go to.
    pub(crate) address: Option<Vec<(Ident, Ty)>>,
    /// The type of the login's output.
    pub(crate) output: Ty,
    /// The method that says whether the session lives, and the type of what it says.
    pub(crate) check: Option<(Ident, Ty)>,
    /// The method that ends a session.
    pub(crate) logout: Option<Ident>,
    /// How it stays on an identity.
    pub(crate) identities: Option<Identities>,
}

/// Where a session's token travels.
#[derive(Debug)]
pub(crate) enum Carried {
    /// In the cookie of this name.
    Cookie(String),
    /// In the query parameter of this name.
    Query(String),
    /// In the header of this name.
    Header(String),
    /// In a SOAP header block: its name, and those of the elements down to the token.
    HeaderBlock(Vec<WireName>),
}

/// The methods that are about identities.
#[derive(Debug)]
pub(crate) struct Identities {
    /// The type of an identity.
    pub(crate) identity: Ty,
    /// The type of its id.
    pub(crate) id_type: Ty,
    /// The method that gives the current one, and the type of its output.
    pub(crate) current: (Ident, Ty),
    /// The one that lists them.
    pub(crate) list: Listed,
    /// The one that switches.
    pub(crate) set: Switch,
    /// The members from an identity down to its id.
    pub(crate) id: Vec<(Ident, Ty)>,
    /// The members from an identity down to the name of its client.
    pub(crate) client: Vec<(Ident, Ty)>,
}

/// A method that gives a list.
#[derive(Debug)]
pub(crate) struct Listed {
    /// Its name.
    pub(crate) method: Ident,
    /// The type of its output.
    pub(crate) output: Ty,
    /// The member of the output that is the list, where it is not all of it.
    pub(crate) member: Option<(Ident, Ty)>,
    /// The type of an item.
    pub(crate) item: Ty,
}

/// A method that switches by an id.
#[derive(Debug)]
pub(crate) struct Switch {
    /// Its name.
    pub(crate) method: Ident,
    /// What takes the id.
    pub(crate) from: IdFrom,
    /// How the id is passed.
    pub(crate) pass: Pass,
    /// The type of its output.
    pub(crate) output: Ty,
}

/// What takes an id.
#[derive(Debug)]
pub(crate) enum IdFrom {
    /// The method.
    Argument,
    /// A method of its call.
    Setter(Ident),
}
