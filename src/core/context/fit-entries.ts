import type { Chosen, Frame, Group, Offer } from './offer.ts';
import { Page } from './page.ts';

/** How many tokens a text may have while room is scarce, and when there is enough. */
const SHORT = 32;
const FULL = 80;
/** What a text that must be there is cut down to when nothing else helps. */
const LEAST = 6;
/** How much of the budget short entries fill before the first of them are written in full. */
const SHORT_SHARE = 0.6;
/** How much of it the texts that are still cut are stretched to fill when no entry is left to add. */
const STRETCH_SHARE = 0.6;
/** Entries are counted one by one, which is a little more than they cost together: another round finds room. */
const ROUNDS = 3;
/** From here on another round is not worth counting the whole answer again. */
const ENOUGH_SHARE = 0.9;

/** An entry that is not on the page. */
interface Place {
  readonly group: Group;
  readonly index: number;
}

/**
 * Chooses what to write within a budget of tokens, as `count` counts the final text. The most important entries come
 * first, in their short form; then they are lengthened, the first ones first; what is least important is dropped.
 * Null when not even what is required fits.
 */
export function fitEntries(
  offer: Offer,
  frame: Frame,
  budget: number,
  count: (text: string) => number,
): Chosen | null {
  let page = requiredPage(offer, new Page(frame, count), SHORT);
  if (page.spent > budget) page = requiredPage(offer, new Page(frame, count), LEAST);
  if (page.spent > budget) return null;
  for (let round = 0; round < ROUNDS; round++) {
    const before = page.steps;
    add(page, offer, budget * SHORT_SHARE);
    lengthen(page, budget);
    add(page, offer, budget);
    stretch(page, budget);
    if (page.steps === before) break;
    page.measure();
    shrink(page, budget);
    if (page.spent > budget * ENOUGH_SHARE) break;
  }
  return page.chosen();
}

function requiredPage({ groups, required }: Offer, page: Page, allowance: number): Page {
  for (const { group, index } of required) {
    page.put(page.open(groups.find(({ name }) => name === group)!, index, allowance));
  }
  page.keep();
  return page;
}

/** Adds entries in their short form, by importance, while there is room. A list stops at the first that has none. */
function add(page: Page, offer: Offer, limit: number): void {
  const open = placesAfter(page, offer);
  for (let place = mostImportant(open); place && page.spent < limit; place = mostImportant(open)) {
    const slot = page.open(place.group, place.index, SHORT);
    if (page.hasRoom(slot, limit)) {
      page.put(slot);
      open.set(place.group, nextIndex(place.group, place.index + 1, offer));
    } else open.delete(place.group);
  }
}

/** For each group, the first entry that is not on the page. */
function placesAfter(page: Page, offer: Offer): Map<Group, number> {
  const places = new Map<Group, number>();
  for (const group of offer.groups) places.set(group, nextIndex(group, 0, offer));
  for (const { group, index } of page.slots) {
    if (index === places.get(group)) places.set(group, nextIndex(group, index + 1, offer));
  }
  return places;
}

/** What is required is on the page already, wherever in its group it stands. */
function nextIndex(group: Group, index: number, { required }: Offer): number {
  return required.some((entry) => entry.group === group.name && entry.index === index) ? index + 1 : index;
}

function mostImportant(places: ReadonlyMap<Group, number>): Place | null {
  let best: Place | null = null;
  for (const [group, index] of places) {
    if (index < group.length && (!best || rank(group, index) < rank(best.group, best.index))) {
      best = { group, index };
    }
  }
  return best;
}

function rank(group: Group, index: number): number {
  return (index + 1) * group.weight;
}

/** Writes entries in full, the most important first, while there is room. */
function lengthen(page: Page, limit: number): void {
  page.slots.forEach((slot, at) => {
    if (slot.isWhole || slot.allowance >= FULL || page.spent >= limit) return;
    const longer = page.rewrite(slot, FULL);
    if (page.hasRoom(longer, limit, at)) page.put(longer, at);
  });
}

/** Says more of what is still cut, when there is room because nothing else is left to say. */
function stretch(page: Page, budget: number): void {
  page.slots.forEach((slot, at) => {
    const room = Math.floor(budget * STRETCH_SHARE - page.spent);
    if (slot.isWhole || room <= 0) return;
    for (let more = room; more > 0; more >>= 1) {
      const longer = page.rewrite(slot, slot.allowance + more);
      if (!page.hasRoom(longer, budget, at)) continue;
      page.put(longer, at);
      return;
    }
  });
}

function shrink(page: Page, budget: number): void {
  while (page.spent > budget) {
    page.takeBack(page.spent - budget);
    page.measure();
  }
}
