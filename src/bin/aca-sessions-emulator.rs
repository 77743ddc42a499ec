//! The emulator as a program: prints where it is, then waits to be stopped.

use std::future::Future;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use aca_sessions::emulator::{Emulator, EmulatorOptions};
use clap::Parser;

const EXAMPLES: &str = r#"Standard output has the environment to set, one NAME=value a line, then
a line 'ready', and nothing else. Ctrl+C or SIGTERM stops it.

Examples, in a POSIX shell with curl:

  # Start it, wait until it is ready, take over its environment.
  aca-sessions-emulator --page-size 2 > emulator.env &
  until grep -q '^ready$' emulator.env; do sleep 0.1; done
  export $(grep = emulator.env)

  # Sign in as the development service principal.
  TOKEN=$(curl -s "$AZURE_AUTHORITY_HOST/$AZURE_TENANT_ID/oauth2/v2.0/token" \
    --data-urlencode "grant_type=client_credentials" \
    --data-urlencode "client_id=$AZURE_CLIENT_ID" \
    --data-urlencode "client_secret=$AZURE_CLIENT_SECRET" \
    --data-urlencode "scope=$AZURE_RESOURCE_MANAGER_ENDPOINT/.default" \
    | sed 's/.*"access_token":"\([^"]*\)".*/\1/')

  # Generate three sessions. Any subscription, resource group and pool will do.
  GROUP=/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/demo
  POOL=$GROUP/providers/Microsoft.App/sessionPools/demo
  QUERY="count=3&api-version=2024-02-02-preview"
  PAGE=$(curl -s "$AZURE_RESOURCE_MANAGER_ENDPOINT$POOL/generateSessions?$QUERY" \
    -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
    -d '{"properties":{"requestedDurationInSeconds":600}}')
  echo "$PAGE"

  # The next page: the link as it is, the same token.
  NEXT=$(echo "$PAGE" | sed -n 's/.*"nextLink":"\([^"]*\)".*/\1/p')
  curl -s "$NEXT" -H "Authorization: Bearer $TOKEN"
"#;

/// Azure Container Apps session pools on loopback: generates sessions that open nothing, for tests
/// and demos of any client.
#[derive(Parser)]
#[command(name = "aca-sessions-emulator", version, after_long_help = EXAMPLES)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// Sessions on a page
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = at_least_one())]
    page_size: u32,

    /// The most sessions that one request may ask for; above it the answer is an error
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = at_least_one())]
    max_count: u32,

    /// A session pool to answer with 404, whatever its group; may be given several times
    #[arg(long, value_name = "NAME")]
    unknown_pool: Vec<String>,

    /// How long a token is good for; 0 makes tokens that have expired
    #[arg(long, value_name = "SECONDS", default_value_t = 3600)]
    token_lifetime: u64,

    /// How long every answer is held back
    #[arg(long, value_name = "MS", default_value_t = 0)]
    latency: u64,

    /// Make answers repeatable: the same names, secrets and times in each run
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Append one line of JSON to FILE for each request. Tokens and the client secret are replaced;
    /// the bodies of generateSessions are kept as they came, passwords included
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
}

fn at_least_one() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..)
}

impl From<Arguments> for EmulatorOptions {
    fn from(arguments: Arguments) -> Self {
        EmulatorOptions {
            port: arguments.port,
            page_size: arguments.page_size,
            max_count: arguments.max_count,
            unknown_pools: arguments.unknown_pool,
            token_lifetime: Duration::from_secs(arguments.token_lifetime),
            latency: Duration::from_millis(arguments.latency),
            seed: arguments.seed,
            log: arguments.log,
            // Nobody could ask for them.
            record: 0,
            ..EmulatorOptions::default()
        }
    }
}

fn main() -> ExitCode {
    match run(Arguments::parse().into()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("aca-sessions-emulator: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: EmulatorOptions) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        // In place before anybody is told to go ahead.
        let stopped = stop_signal()?;
        let emulator = Emulator::start(options)?;
        // A reader that has gone away is no reason to stop serving.
        let _ = announce(&emulator);
        stopped.await;
        Ok(())
    })
}

fn announce(emulator: &Emulator) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (name, value) in emulator.environment() {
        writeln!(out, "{name}={value}")?;
    }
    writeln!(out, "ready")?;
    out.flush()
}

/// Ends with the first Ctrl+C or SIGTERM. The signals are taken over when this returns.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{signal, SignalKind};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends with the first Ctrl+C or Ctrl+Break, or when the console is closed. They are taken over
/// when this returns.
#[cfg(windows)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close};
    let (mut c, mut pause, mut close) = (ctrl_c()?, ctrl_break()?, ctrl_close()?);
    Ok(async move {
        tokio::select! {
            _ = c.recv() => {}
            _ = pause.recv() => {}
            _ = close.recv() => {}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_are_the_options() {
        let line = "x --port 1 --page-size 2 --max-count 3 --unknown-pool a --unknown-pool b \
                    --token-lifetime 4 --latency 5 --seed 6 --log l";
        let arguments = Arguments::try_parse_from(line.split_whitespace()).unwrap();
        let options = EmulatorOptions::from(arguments);
        assert_eq!(
            (options.port, options.page_size, options.max_count),
            (1, 2, 3)
        );
        assert_eq!(options.unknown_pools, ["a", "b"]);
        assert_eq!(options.token_lifetime, Duration::from_secs(4));
        assert_eq!(options.latency, Duration::from_millis(5));
        assert_eq!((options.seed, options.log), (Some(6), Some("l".into())));
        assert_eq!(options.record, 0);
    }

    #[test]
    fn zero_sessions_a_page_are_refused_by_name() {
        for flag in ["--page-size", "--max-count"] {
            let error = Arguments::try_parse_from(["x", flag, "0"]).err().unwrap();
            assert!(error.to_string().contains(flag));
        }
    }
}
