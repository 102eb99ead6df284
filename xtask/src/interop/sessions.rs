//! What sessions promise, counted by the server: fifty tasks and one log-in, a renewal under load, a budget, and stores that
//! processes share.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use castile::Error;
use castile::http::{Request, Reqwest, Transport as _};
use castile::rest::Client;
use castile::session::{FileStore, RedisStore, Session};
use generated_client::two_service::{SESSION, TwoServiceClient};
use tokio::process::Command;
use tokio::task::JoinSet;

use super::redis::Redis;
use crate::walk::{Failure, Outcome, Walk, account, dealer, miss};

/// How many tasks call at once.
const TASKS: usize = 50;

/// How often a wrong password is tried.
const ATTEMPTS: usize = 10;

/// Where a session is kept, as an argument of the second process.
#[derive(Debug, clap::Args)]
pub(crate) struct Once {
    /// The base address of 2Service's routes
    #[arg(long)]
    two_service: String,
    /// Keep the session in this file
    #[arg(long)]
    file: Option<String>,
    /// Keep the session in this Redis server
    #[arg(long)]
    redis: Option<String>,
}

/// One process of several that share a session: makes one call.
pub(crate) async fn once(arguments: Once) -> bool {
    match call_once(arguments).await {
        Ok(()) => true,
        Err(error) => {
            say!("{error}");
            false
        }
    }
}

async fn call_once(Once { two_service, file, redis }: Once) -> Result<(), Failure> {
    let anonymous = client(&two_service)?;
    let session = anonymous.session(dealer(account::PASSWORD));
    let session = match (file, redis) {
        (Some(file), _) => session.stored_in(FileStore::new(file)),
        (None, Some(redis)) => session.stored_in(RedisStore::new(&redis, "castile-interop")?),
        (None, None) => session,
    };
    anonymous.with_session(&session).get_part("A-1").await?;
    Ok(())
}

/// The steps; `idle` is how long a token lives on that server without a call.
pub(super) async fn sessions(walk: &mut Walk, url: &str, idle: Option<Duration>) {
    walk.step("50 cold tasks, one Login", cold(url)).await;
    if let Some(idle) = idle {
        walk.step("expiry under load, one renewal", expiry(url, idle)).await;
    }
    walk.step("wrong password ten times", wrong_password(url)).await;
    walk.step("second process reuses the file store", file_store(url)).await;
    walk.step("Redis store: two processes, one Login", redis_store(url)).await;
}

async fn cold(url: &str) -> Outcome<()> {
    let (_, client) = in_session(url)?;
    let logins = counted(url, fifty(&client)).await?;
    told(logins, 1)
}

/// Three times the token is left to die while nobody calls, and met dead by all at once.
async fn expiry(url: &str, idle: Duration) -> Outcome<()> {
    let (_, client) = in_session(url)?;
    fifty(&client).await?;
    for _ in 0..3 {
        tokio::time::sleep(idle + idle / 4).await;
        let logins = counted(url, fifty(&client)).await?;
        if logins != 1 {
            return miss(format!("{logins} log-ins"));
        }
    }
    Ok(((), "three times, one renewal each, every call replayed".to_owned()))
}

/// Each attempt with a session of its own, as a program makes them that starts again and again.
async fn wrong_password(url: &str) -> Outcome<()> {
    let attempts = async {
        let (mut refused, mut throttled) = (0, 0);
        for _ in 0..ATTEMPTS {
            match client(url)?.session(dealer("wrong")).token().await {
                Err(Error::LoginRefused { .. }) => refused += 1,
                Err(Error::Throttled(_)) => throttled += 1,
                other => return Err(format!("{other:?}").into()),
            }
        }
        Ok((refused, throttled))
    };
    let before = logins(url).await?;
    let (refused, throttled): (u64, u64) = Box::pin(attempts).await.map_err(|error: Failure| error)?;
    let reached = logins(url).await? - before;
    let budget = SESSION.budget.map_or(u64::MAX, |budget| budget.logins.into());
    if reached > budget || reached != refused {
        return miss(format!("{reached} reached the server, and the budget is {budget}"));
    }
    Ok(((), format!("{reached} reached the server, {throttled} were held back")))
}

async fn file_store(url: &str) -> Outcome<()> {
    let file = std::env::temp_dir().join(format!("castile-interop-{}.session", std::process::id()));
    let argument = ["--file", &file.to_string_lossy()].map(str::to_owned);
    let result = counted(url, async {
        process(url, &argument).await?;
        process(url, &argument).await
    })
    .await;
    remove(&file)?;
    remove(&file.with_extension("session.lock"))?;
    told(result?, 1)
}

fn remove(file: &Path) -> Result<(), Failure> {
    Ok(std::fs::remove_file(file)?)
}

async fn redis_store(url: &str) -> Outcome<()> {
    let redis = Redis::start().await?;
    let argument = ["--redis".to_owned(), redis.address()];
    let logins = counted(url, async {
        let (one, other) = tokio::join!(process(url, &argument), process(url, &argument));
        one.and(other)
    })
    .await?;
    told(logins, 1)
}

/// Runs a process that makes one call in the session that is kept there.
async fn process(url: &str, store: &[String]) -> Result<(), Failure> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["once", "--two-service", url]).args(store).stdin(Stdio::null());
    let output = command.output().await?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("the process failed: {}", String::from_utf8_lossy(&output.stdout)).into())
    }
}

fn client(url: &str) -> Result<TwoServiceClient, Failure> {
    let transport = Reqwest::builder().build()?;
    Ok(TwoServiceClient::from_client(Client::new(url).with_transport(transport)))
}

fn in_session(url: &str) -> Result<(Session, TwoServiceClient), Failure> {
    let anonymous = client(url)?;
    let session = anonymous.session(dealer(account::PASSWORD));
    let client = anonymous.with_session(&session);
    Ok((session, client))
}

/// Calls from fifty tasks at once.
async fn fifty(client: &TwoServiceClient) -> Result<(), Failure> {
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        tasks.spawn(client.get_part("A-1").into_future());
    }
    while let Some(result) = tasks.join_next().await {
        result??;
    }
    Ok(())
}

/// How many log-ins the server saw during some work.
async fn counted(url: &str, work: impl Future<Output = Result<(), Failure>>) -> Result<u64, Failure> {
    let before = logins(url).await?;
    work.await?;
    Ok(logins(url).await? - before)
}

/// How many log-ins the server has seen.
async fn logins(url: &str) -> Result<u64, Failure> {
    let mut request = Request::default();
    *request.uri_mut() = format!("{}/_logins", url.trim_end_matches('/')).parse()?;
    let answer = Reqwest::builder().build()?.send(request).await?;
    Ok(String::from_utf8_lossy(answer.body()).trim().parse()?)
}

fn told(logins: u64, expected: u64) -> Outcome<()> {
    if logins == expected {
        Ok(((), format!("{logins} log-in, counted by the server")))
    } else {
        miss(format!("{logins} log-ins, where {expected} would do"))
    }
}
