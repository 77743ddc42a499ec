//! One generation of sessions. It holds what its sessions have in common, and any page of it is
//! written on demand: a million sessions take no more memory than one.

use crate::wire::field::Field;
use crate::wire::fields::{FieldError, FieldValue, SessionFields};
use crate::wire::time::{MAX_TICKS, MIN_TICKS, TICKS_PER_SECOND};

use super::identity::CLIENT_ID;
use super::pool::Pool;
use super::random::{mix, mix48};

/// A public key of nobody.
const PUBLIC_KEY: &str = concat!(
    "ssh-ed25519 ",
    "AAAAC3NzaC1lZDI1NTE5AAAAIEmulatedKeyOfNobodyThatOpensNothing00000000 ",
    "emulator"
);

/// What the sessions of one emulator are told apart by.
#[derive(Clone, Copy)]
pub(super) struct Numbering {
    /// Spreads the sessions' numbers into names and secrets.
    pub(super) key: u64,
    /// The number of the generation's first session among all of the emulator's.
    pub(super) first: u64,
}

/// The sessions that one request asked for.
pub(super) struct Generation {
    pub(super) pool: Pool,
    pub(super) count: u32,
    numbering: Numbering,
    template: Template,
}

impl Generation {
    /// Sessions of `pool`, generated at `now` (ticks), with what `request` sets.
    ///
    /// # Errors
    /// When a field does not take its value, which none does.
    pub(super) fn new(
        pool: Pool,
        count: u32,
        numbering: Numbering,
        request: SessionFields,
        now: i64,
    ) -> Result<Self, FieldError> {
        let slots = Slots::new(numbering.key);
        let fields = session(&pool, request, now, &slots)?;
        let json = fields.to_session_json(false);
        let template = Template::new(&String::from_utf8_lossy(&json), &slots);
        Ok(Generation {
            pool,
            count,
            numbering,
            template,
        })
    }

    /// Roughly the bytes of memory that the generation takes, and of JSON that a session does.
    pub(super) fn size(&self) -> usize {
        self.template.size
    }

    /// Writes the sessions `from..to`, separated by commas.
    pub(super) fn write(&self, from: u32, to: u32, json: &mut Vec<u8>) {
        let to = to.min(self.count);
        json.reserve(to.saturating_sub(from) as usize * (self.template.size + 1));
        for index in from..to {
            if index > from {
                json.push(b',');
            }
            let number = self.numbering.first.wrapping_add(index.into());
            self.template.write(self.numbering.key, number, json);
        }
    }
}

/// A session with every field that the model has, in which texts stand where names and secrets go.
fn session(
    pool: &Pool,
    request: SessionFields,
    now: i64,
    slots: &Slots,
) -> Result<SessionFields, FieldError> {
    let (name, secret) = (&slots.name, &slots.secret);
    let name = format!("session-{name}");
    let endpoint = format!("https://{}.sessions.example/{name}", pool.name);
    let has_ssh = [
        Field::SshUsername,
        Field::SshPassword,
        Field::SshAuthorizedPublicKey,
    ]
    .into_iter()
    .any(|field| request.get(field).is_some());
    let is_ssh = request.get(Field::SessionKind) == Some(&"SSH".into());

    let mut session = Session(request);
    session.text(Field::Id, &format!("{}/sessions/{name}", pool.id()))?;
    session.text(Field::Name, &name)?;
    session.text(Field::Type, "Microsoft.App/sessionPools/sessions")?;
    session.text(Field::SystemDataCreatedBy, CLIENT_ID)?;
    session.text(Field::SystemDataCreatedByType, "Application")?;
    session.default(Field::SystemDataCreatedAt, FieldValue::Time(now))?;
    session.text(Field::SystemDataLastModifiedBy, CLIENT_ID)?;
    session.text(Field::SystemDataLastModifiedByType, "Application")?;
    session.default(Field::SystemDataLastModifiedAt, FieldValue::Time(now))?;
    if has_ssh || is_ssh {
        session.text(Field::SshUsername, "session")?;
        session.text(Field::SshPassword, &format!("emulated-{secret}"))?;
        session.text(Field::SshAuthorizedPublicKey, PUBLIC_KEY)?;
    }
    session.text(Field::CodeExecutionEnvironment, "Production")?;
    session.text(Field::CodeExecutionToken, &format!("emulated-{secret}"))?;
    session.default(Field::AuthEnabled, FieldValue::Boolean(true))?;
    // {"alg":"none"}, {} and no signature that anybody could check.
    session.text(
        Field::AuthJwtToken,
        &format!("eyJhbGciOiJub25lIn0.e30.{secret}"),
    )?;
    session.text(Field::PropertiesName, &name)?;
    let duration = session.default(Field::RequestedDurationInSeconds, FieldValue::Integer(300))?;
    session.default(Field::TimeElapsedInSeconds, FieldValue::Integer(0))?;
    let generated = session.default(Field::GeneratedTime, FieldValue::Time(now))?;
    session.default(
        Field::ExpiryTime,
        FieldValue::Time(expiry(&generated, &duration)),
    )?;
    let connection = format!("Endpoint={endpoint};SessionId={name};AccessKey={secret}");
    session.text(Field::ConnectionString, &connection)?;
    session.text(Field::Endpoint, &endpoint)?;
    session.text(Field::SessionKind, "PythonLTS")?;
    session.text(Field::Status, "Ready")?;
    Ok(session.0)
}

/// What the request set stays; the rest gets a default.
struct Session(SessionFields);

impl Session {
    fn default(&mut self, field: Field, value: FieldValue) -> Result<FieldValue, FieldError> {
        if let Some(set) = self.0.get(field) {
            return Ok(set.clone());
        }
        self.0.set(field, value.clone())?;
        Ok(value)
    }

    fn text(&mut self, field: Field, text: &str) -> Result<(), FieldError> {
        match self.0.get(field) {
            Some(_) => Ok(()),
            None => self.0.set(field, text.into()),
        }
    }
}

/// `generated` + `duration`, within the years that the wire has.
fn expiry(generated: &FieldValue, duration: &FieldValue) -> i64 {
    let (FieldValue::Time(generated), FieldValue::Integer(duration)) = (generated, duration) else {
        return MIN_TICKS;
    };
    (generated + i64::from(*duration) * TICKS_PER_SECOND).clamp(MIN_TICKS, MAX_TICKS)
}

/// The texts that stand for a session's own parts while the template is made. They have a secret
/// number in them, so that nothing in a request can pass for one.
struct Slots {
    name: String,
    secret: String,
}

impl Slots {
    fn new(key: u64) -> Self {
        let number = mix(key ^ super::random::unguessable());
        Slots {
            name: format!("<name {number:016x}>"),
            secret: format!("<secret {number:016x}>"),
        }
    }
}

/// A session's JSON, cut where its own parts go.
struct Template {
    /// A text, and what comes behind it.
    pieces: Vec<(Box<[u8]>, Slot)>,
    tail: Box<[u8]>,
    size: usize,
}

#[derive(Clone, Copy)]
enum Slot {
    Name,
    Secret,
}

impl Slot {
    fn length(self) -> usize {
        match self {
            Slot::Name => 12,
            Slot::Secret => 32,
        }
    }
}

impl Template {
    fn new(json: &str, slots: &Slots) -> Self {
        let mut pieces: Vec<(Box<[u8]>, Slot)> = Vec::new();
        let mut rest = json;
        loop {
            let name = rest
                .find(&slots.name)
                .map(|at| (at, Slot::Name, slots.name.len()));
            let secret = rest
                .find(&slots.secret)
                .map(|at| (at, Slot::Secret, slots.secret.len()));
            let nearest = name.into_iter().chain(secret).min_by_key(|(at, ..)| *at);
            let Some((at, slot, length)) = nearest else {
                break;
            };
            pieces.push((rest.as_bytes()[..at].into(), slot));
            rest = &rest[at + length..];
        }
        let tail: Box<[u8]> = rest.as_bytes().into();
        let size = pieces
            .iter()
            .map(|(text, slot)| text.len() + slot.length())
            .sum::<usize>();
        Template {
            size: size + tail.len(),
            pieces,
            tail,
        }
    }

    fn write(&self, key: u64, number: u64, json: &mut Vec<u8>) {
        let name = hex::<12>(mix48(key, number).into());
        let secret =
            u128::from(mix(key ^ number)) << 64 | u128::from(mix(key.wrapping_add(mix(number))));
        let secret = hex::<32>(secret);
        for (text, slot) in &self.pieces {
            json.extend_from_slice(text);
            match slot {
                Slot::Name => json.extend_from_slice(&name),
                Slot::Secret => json.extend_from_slice(&secret),
            }
        }
        json.extend_from_slice(&self.tail);
    }
}

/// The last `N` hexadecimal digits of a number.
fn hex<const N: usize>(mut number: u128) -> [u8; N] {
    let mut digits = [b'0'; N];
    for digit in digits.iter_mut().rev() {
        *digit = b"0123456789abcdef"[(number & 15) as usize];
        number >>= 4;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::super::clock::SEEDED_TICKS;
    use super::super::identity::SUBSCRIPTION_ID;
    use super::*;
    use crate::wire::decode::decode_answer;

    fn generation(count: u32, request: SessionFields) -> Generation {
        let pool = Pool::new(SUBSCRIPTION_ID, "group", "pool").unwrap();
        let numbering = Numbering { key: 7, first: 0 };
        Generation::new(pool, count, numbering, request, SEEDED_TICKS).unwrap()
    }

    fn page(generation: &Generation, from: u32, to: u32) -> String {
        let mut json = Vec::new();
        generation.write(from, to, &mut json);
        String::from_utf8(json).unwrap()
    }

    #[test]
    fn a_session_has_everything_the_model_has() {
        let mut request = SessionFields::default();
        request.set(Field::SessionKind, "SSH".into()).unwrap();
        let json = page(&generation(1, request), 0, 1);
        let answer = decode_answer(&mut format!(r#"{{"value":[{json}]}}"#).into_bytes()).unwrap();
        let fields = answer.sessions.fields(0);
        for field in Field::ALL {
            assert!(fields.get(field).is_some(), "{field:?}");
        }
        assert_eq!(
            fields.get(Field::ExpiryTime),
            Some(&FieldValue::Time(SEEDED_TICKS + 300 * TICKS_PER_SECOND))
        );
        assert!(!json.contains('<'), "a slot was left: {json}");
    }

    #[test]
    fn a_session_without_ssh_has_no_ssh() {
        let json = page(&generation(1, SessionFields::default()), 0, 1);
        assert!(!json.contains("sshConfiguration"));
    }

    #[test]
    fn pages_join_to_the_whole_and_every_session_is_another() {
        let generation = generation(10, SessionFields::default());
        let whole = page(&generation, 0, 10);
        let pages = [(0, 3), (3, 6), (6, 9), (9, 12)].map(|(from, to)| page(&generation, from, to));
        assert_eq!(pages.join(","), whole);
        let answer = decode_answer(&mut format!(r#"{{"value":[{whole}]}}"#).into_bytes()).unwrap();
        for field in [
            Field::Name,
            Field::Id,
            Field::ConnectionString,
            Field::Endpoint,
        ] {
            let distinct: std::collections::HashSet<_> = (0..10)
                .map(|row| answer.sessions.string(row, field).unwrap())
                .collect();
            assert_eq!(distinct.len(), 10, "{field:?}");
        }
        assert_eq!(page(&generation, 0, 1).len(), generation.size());
    }

    #[test]
    fn what_the_request_set_is_echoed_in_every_session() {
        let mut request = SessionFields::default();
        request
            .set(Field::PropertiesName, "mine \" < é".into())
            .unwrap();
        request.set(Field::SshUsername, "me".into()).unwrap();
        request
            .set(Field::GeneratedTime, FieldValue::Time(MAX_TICKS))
            .unwrap();
        let json = page(&generation(2, request), 0, 2);
        let answer = decode_answer(&mut format!(r#"{{"value":[{json}]}}"#).into_bytes()).unwrap();
        for row in 0..2 {
            let fields = answer.sessions.fields(row);
            assert_eq!(
                fields.get(Field::PropertiesName),
                Some(&"mine \" < é".into())
            );
            assert_eq!(fields.get(Field::SshUsername), Some(&"me".into()));
            assert_eq!(
                fields.get(Field::ExpiryTime),
                Some(&FieldValue::Time(MAX_TICKS))
            );
            assert!(fields.get(Field::SshPassword).is_some());
        }
    }
}
