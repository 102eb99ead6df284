//! An event a tag or text; numbers through one text that is used again.

use std::fmt::{Display, Write as _};
use std::io::Result;

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use super::{
    Document, Identities, Identity, LINES, Line, Login, Named, OFFICE, ORDERS, Order, Orders, SOAP, Status,
    Text, XSI, read,
};

/// What is written to, and the text of the number that is written.
struct Writer {
    events: quick_xml::Writer<Vec<u8>>,
    number: String,
}

impl Writer {
    fn new(buffer: Vec<u8>) -> Self {
        Self { events: quick_xml::Writer::new(buffer), number: String::new() }
    }

    fn start(&mut self, tag: &str) -> Result<()> {
        self.events.write_event(Event::Start(BytesStart::new(tag)))
    }

    fn end(&mut self, tag: &str) -> Result<()> {
        self.events.write_event(Event::End(BytesEnd::new(tag)))
    }

    fn text(&mut self, tag: &str, text: impl AsRef<str>) -> Result<()> {
        self.start(tag)?;
        self.events.write_event(Event::Text(BytesText::new(text.as_ref())))?;
        self.end(tag)
    }

    fn shown(&mut self, value: impl Display) -> &str {
        self.number.clear();
        // A `String` takes all that is written to it.
        let _ = write!(self.number, "{value}");
        &self.number
    }

    /// A number, which has nothing to be escaped.
    fn number(&mut self, tag: &str, value: impl Display) -> Result<()> {
        self.start(tag)?;
        self.shown(value);
        self.events.write_event(Event::Text(BytesText::from_escaped(self.number.as_str())))?;
        self.end(tag)
    }

    /// The envelope around what `payload` writes.
    fn envelope(&mut self, name: &str, payload: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let mut envelope = BytesStart::new("soap:Envelope");
        envelope.push_attribute(("xmlns:soap", SOAP));
        self.events.write_event(Event::Start(envelope))?;
        self.start("soap:Body")?;
        let mut root = BytesStart::new(name);
        root.push_attribute(("xmlns", OFFICE));
        self.events.write_event(Event::Start(root))?;
        payload(self)?;
        self.end(name)?;
        self.end("soap:Body")?;
        self.end("soap:Envelope")
    }

    fn done(self) -> Vec<u8> {
        self.events.into_inner()
    }
}

impl<'x, S: Text<'x>> Document<'x> for Login<S> {
    fn read(text: &'x str) -> Option<Self> {
        read::login(text)
    }

    fn write(&self, buffer: Vec<u8>) -> Result<Vec<u8>> {
        let mut writer = Writer::new(buffer);
        writer.envelope("LoginResponse", |writer| match &self.result {
            Some(it) => writer.text("LoginResult", it),
            None => Ok(()),
        })?;
        Ok(writer.done())
    }
}

impl<'x, S: Text<'x>> Document<'x> for Identities<S> {
    fn read(text: &'x str) -> Option<Self> {
        read::identities(text)
    }

    fn write(&self, buffer: Vec<u8>) -> Result<Vec<u8>> {
        let mut writer = Writer::new(buffer);
        writer.envelope("GetIdentitiesResponse", |writer| {
            writer.start("GetIdentitiesResult")?;
            for it in &self.0 {
                identity(writer, it)?;
            }
            writer.end("GetIdentitiesResult")
        })?;
        Ok(writer.done())
    }
}

fn identity<S: AsRef<str>>(writer: &mut Writer, it: &Identity<S>) -> Result<()> {
    writer.start("Identity")?;
    writer.text("Id", &it.id)?;
    named(writer, "User", &it.user)?;
    named(writer, "Client", &it.client)?;
    writer.number("IsCurrent", it.is_current)?;
    writer.end("Identity")
}

fn named<S: AsRef<str>>(writer: &mut Writer, tag: &str, it: &Named<S>) -> Result<()> {
    writer.start(tag)?;
    writer.number("Id", it.id)?;
    if let Some(name) = &it.name {
        writer.text("Name", name)?;
    }
    writer.end(tag)
}

impl<'x, S: Text<'x>> Document<'x> for Orders<S> {
    fn read(text: &'x str) -> Option<Self> {
        read::orders(text)
    }

    fn write(&self, buffer: Vec<u8>) -> Result<Vec<u8>> {
        let mut writer = Writer::new(buffer);
        let mut root = BytesStart::new("o:Orders");
        root.push_attribute(("xmlns:o", ORDERS));
        root.push_attribute(("xmlns:l", LINES));
        root.push_attribute(("xmlns:xsi", XSI));
        writer.events.write_event(Event::Start(root))?;
        for it in &self.0 {
            order(&mut writer, it)?;
        }
        writer.end("o:Orders")?;
        Ok(writer.done())
    }
}

fn order<S: AsRef<str>>(writer: &mut Writer, it: &Order<S>) -> Result<()> {
    let mut tag = BytesStart::new("o:Order");
    tag.push_attribute(("id", writer.shown(it.id)));
    let status = match it.status {
        Status::Open => "open",
        Status::Shipped => "shipped",
        Status::Closed => "closed",
    };
    tag.push_attribute(("status", status));
    writer.events.write_event(Event::Start(tag))?;
    writer.text("o:Number", &it.number)?;
    writer.text("o:Placed", &it.placed)?;
    if let Some(due) = &it.due {
        writer.text("o:Due", due)?;
    }
    writer.text("o:Customer", &it.customer)?;
    writer.number("o:Total", it.total)?;
    match &it.note {
        Some(Some(note)) => writer.text("o:Note", note)?,
        Some(None) => {
            let mut tag = BytesStart::new("o:Note");
            tag.push_attribute(("xsi:nil", "true"));
            writer.events.write_event(Event::Empty(tag))?;
        }
        None => {}
    }
    for it in &it.lines {
        line(writer, it)?;
    }
    writer.end("o:Order")
}

fn line<S: AsRef<str>>(writer: &mut Writer, it: &Line<S>) -> Result<()> {
    let mut tag = BytesStart::new("l:Line");
    tag.push_attribute(("sku", it.sku.as_ref()));
    writer.events.write_event(Event::Start(tag))?;
    writer.number("l:Quantity", it.quantity)?;
    writer.number("l:Price", it.price)?;
    if let Some(text) = &it.text {
        writer.text("l:Text", text)?;
    }
    writer.end("l:Line")
}
