//! Pages: which sessions a link's token means, and how many generations are remembered.
//!
//! A token holds the generation's number and the page's first session, signed; what the sessions
//! have in common is kept here, because it may be large or secret and has no place in a URL.
//! The oldest generations are forgotten first, so that memory stays bounded.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::base64url;
use super::generation::Generation;
use super::tokens::Signer;

/// The most that there may be.
#[derive(Clone, Copy)]
struct Limits {
    /// Generations with pages to come that are remembered.
    generations: usize,
    /// Bytes of them.
    bytes: usize,
    /// Bytes of sessions on one page.
    page_bytes: usize,
}

const LIMITS: Limits = Limits {
    generations: 10_000,
    bytes: 64 << 20,
    // Azure Resource Manager lets no more through.
    page_bytes: 8 << 20,
};

/// A page, by its generation and its sessions.
pub(super) struct Page {
    pub(super) generation: Arc<Generation>,
    pub(super) from: u32,
    pub(super) to: u32,
    /// What the next page's link holds; None on the last page.
    pub(super) next: Option<String>,
}

/// The generations with pages to come.
pub(super) struct Paging {
    signer: Signer,
    page_size: u32,
    limits: Limits,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// The number of the oldest generation kept; the others follow in order.
    first: u64,
    bytes: usize,
    generations: VecDeque<Arc<Generation>>,
}

impl Paging {
    pub(super) fn new(page_size: u32) -> Self {
        Paging {
            signer: Signer::default(),
            page_size,
            limits: LIMITS,
            kept: Mutex::default(),
        }
    }

    /// The first page of a generation, which is remembered when there are more.
    pub(super) fn first_page(&self, generation: Generation) -> Page {
        let generation = Arc::new(generation);
        if self.page_end(&generation, 0) == generation.count {
            return self.page(0, generation, 0);
        }
        let number = self.remember(Arc::clone(&generation));
        self.page(number, generation, 0)
    }

    /// The page that a token means. None when the token was not made here, or when its generation
    /// has been forgotten.
    pub(super) fn next_page(&self, token: &str) -> Option<Page> {
        let bytes: [u8; 28] = base64url::decode(token)?.try_into().ok()?;
        let (content, signature) = bytes.split_at(12);
        if self.signer.sign(content) != signature {
            return None;
        }
        let number = u64::from_be_bytes(content[..8].try_into().ok()?);
        let from = u32::from_be_bytes(content[8..].try_into().ok()?);
        let generation = self.find(number)?;
        Some(self.page(number, generation, from))
    }

    fn page(&self, number: u64, generation: Arc<Generation>, from: u32) -> Page {
        let to = self.page_end(&generation, from);
        let next = (to < generation.count).then(|| self.token(number, to));
        Page {
            generation,
            from,
            to,
            next,
        }
    }

    fn page_end(&self, generation: &Generation, from: u32) -> u32 {
        let fitting = self.limits.page_bytes / generation.size().max(1);
        let fitting = u32::try_from(fitting).unwrap_or(u32::MAX).max(1);
        from.saturating_add(self.page_size.min(fitting))
            .min(generation.count)
    }

    fn token(&self, number: u64, from: u32) -> String {
        let mut bytes = [0; 28];
        bytes[..8].copy_from_slice(&number.to_be_bytes());
        bytes[8..12].copy_from_slice(&from.to_be_bytes());
        let signature = self.signer.sign(&bytes[..12]);
        bytes[12..].copy_from_slice(&signature);
        base64url::encode(&bytes)
    }

    fn remember(&self, generation: Arc<Generation>) -> u64 {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += generation.size();
        kept.generations.push_back(generation);
        while kept.generations.len() > self.limits.generations
            || kept.bytes > self.limits.bytes && kept.generations.len() > 1
        {
            let Some(oldest) = kept.generations.pop_front() else {
                break;
            };
            kept.bytes -= oldest.size();
            kept.first += 1;
        }
        kept.first + kept.generations.len() as u64 - 1
    }

    fn find(&self, number: u64) -> Option<Arc<Generation>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = usize::try_from(number.checked_sub(kept.first)?).ok()?;
        kept.generations.get(at).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::generation::Numbering;
    use super::super::identity::SUBSCRIPTION_ID;
    use super::super::pool::Pool;
    use super::*;
    use crate::wire::field::Field;
    use crate::wire::fields::SessionFields;

    fn generation(count: u32, name: &str) -> Generation {
        let pool = Pool::new(SUBSCRIPTION_ID, "group", "pool").unwrap();
        let mut request = SessionFields::default();
        request.set(Field::PropertiesName, name.into()).unwrap();
        Generation::new(pool, count, Numbering { key: 1, first: 0 }, request, 0).unwrap()
    }

    fn ranges(paging: &Paging, generation: Generation) -> Vec<(u32, u32)> {
        let mut page = paging.first_page(generation);
        let mut ranges = vec![(page.from, page.to)];
        while let Some(token) = page.next {
            page = paging.next_page(&token).unwrap();
            ranges.push((page.from, page.to));
        }
        ranges
    }

    #[test]
    fn five_sessions_in_pages_of_two() {
        let paging = Paging::new(2);
        assert_eq!(ranges(&paging, generation(5, "")), [(0, 2), (2, 4), (4, 5)]);
        assert_eq!(ranges(&paging, generation(4, "")), [(0, 2), (2, 4)]);
        assert_eq!(ranges(&paging, generation(2, "")), [(0, 2)]);
    }

    #[test]
    fn large_sessions_make_small_pages() {
        let mut paging = Paging::new(100);
        paging.limits.page_bytes = 80_000;
        let large = "x".repeat(50_000);
        assert_eq!(
            ranges(&paging, generation(3, &large)),
            [(0, 1), (1, 2), (2, 3)]
        );
    }

    #[test]
    fn a_token_of_others_and_a_changed_one_mean_nothing() {
        let paging = Paging::new(1);
        let token = paging.first_page(generation(2, "")).next.unwrap();
        let other = Paging::new(1).first_page(generation(2, "")).next.unwrap();
        let changed = format!("B{}", &token[1..]);
        for wrong in ["", "x", &other, &changed, &token[1..]] {
            assert!(paging.next_page(wrong).is_none(), "{wrong}");
        }
        assert!(paging.next_page(&token).is_some());
    }

    #[test]
    fn the_oldest_generations_are_forgotten() {
        let mut paging = Paging::new(1);
        paging.limits.generations = 2;
        let tokens = [(); 3].map(|()| paging.first_page(generation(2, "")).next.unwrap());
        let known = tokens.map(|token| paging.next_page(&token).is_some());
        assert_eq!(known, [false, true, true]);
        // By their size as well.
        paging.limits.bytes = 80_000;
        let large = "x".repeat(50_000);
        let tokens = [(); 2].map(|()| paging.first_page(generation(2, &large)).next.unwrap());
        let known = tokens.map(|token| paging.next_page(&token).is_some());
        assert_eq!(known, [false, true]);
    }
}
