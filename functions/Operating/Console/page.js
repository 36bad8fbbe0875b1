'use strict';
const api = location.pathname.replace(/\/console\/?$/, '');
const $ = id => document.getElementById(id);
const hour = 3600e3;

// What an operator needs to know about each reason: what happened, and what to do. `replay` marks the usual remedy.
const reasons = {
  AlturUnavailable: { what: 'Altur placed no call on any attempt.', todo: 'Replay once Altur works again.', replay: true },
  TTLExpiredException: { what: 'The leads waited longer than allowed.', todo: 'Replay those that are still worth a call.', replay: true },
  Refused: { what: 'Altur refused the request and would refuse it again.', todo: 'Read the description. Fix it at Altur and replay, or correct the leads and send them again from the CRM.' },
  NotAllowed: { what: 'A rule forbids these calls.', todo: 'Discard them, unless the rule is wrong: then correct it and replay.' },
  Malformed: { what: 'A message on the queue is not a call request.', todo: 'Fix its producer, then discard it.' },
  OutcomeUnknown: { what: 'Nobody knows whether the call was placed.', todo: 'Look for the call at Altur. Discard if it is there; call again if it is not.' },
  'call-records/MaxDeliveryCountExceeded': { what: 'The host failed repeatedly while delivering these records.', todo: 'Read the log, then replay: nobody is called.', replay: true },
  'call-records/Malformed': { what: 'Another program’s message on the queue is not a Call record.', todo: 'Fix its producer, then discard it.' },
  MaxDeliveryCountExceeded: { what: 'The host failed repeatedly while processing them.', todo: 'Read the log, look for the call at Altur, then decide.' },
  UnreadableRecord: { what: 'The call was placed, but its record cannot be read.', todo: 'Read the call at Altur, then discard.' },
  RecordNotHandedOn: { what: 'The call was placed, but its record could not be queued.', todo: 'Replay: the record is delivered, nobody is called.', replay: true },
  WebhookUnavailable: { what: 'The call was placed, but the webhook never accepted its record.', todo: 'Fix the webhook, then replay: nobody is called.', replay: true },
  WebhookGone: { what: 'The webhook answered 410: it wants no more records.', todo: 'Fix the webhook’s address, then replay: nobody is called.', replay: true },
};
const states = { waiting: 'calm', put_off: 'calm', called: 'warn', delivered: 'good', dead: 'bad', discarded: 'calm' };
const events = {
  accepted: ['Accepted', 'calm'], duplicate: ['Sent again by the CRM', 'calm'], put_off: ['Put off', 'calm'], attempt_failed: ['Call not placed', 'warn'],
  called: ['Call placed', 'good'], delivery_failed: ['Record not delivered', 'warn'], delivered: ['Record delivered', 'good'], dead_lettered: ['Dead letter', 'bad'],
  replayed: ['Replayed', 'calm'], discarded: ['Discarded', 'calm'],
};
const stateName = state => state.replace('_', ' ');
const calledBadge = { no: ['not called', 'good'], perhaps: ['perhaps called', 'warn'], yes: ['called', 'calm'] };

function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== 'list') element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return element;
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const badge = (text, tone) => h('span', { className: 'badge', 'data-tone': tone }, text);
const number = value => value.toLocaleString('en-US');
const many = (count, one, more = one + 's') => `${number(count)} ${count === 1 ? one : more}`;
const clock = time => new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });

function ago(time) {
  const seconds = Math.max(0, (Date.now() - new Date(time)) / 1000);
  for (const [unit, length] of [['d', 86400], ['h', 3600], ['min', 60]]) if (seconds >= length) return `${Math.floor(seconds / length)} ${unit}`;
  return `${Math.floor(seconds)} s`;
}
const when = time => h('time', { dateTime: time, title: clock(time) }, `${ago(time)} ago`);

// --- Asking the bridge

class Locked extends Error {}
const sentence = error => error instanceof TypeError ? 'The bridge does not answer.' : error.message;

async function ask(path, body) {
  const key = sessionStorage.getItem('key');
  if (key && !/^[ -~]+$/.test(key)) throw new Locked();
  const response = await fetch(api + path, {
    method: body ? 'POST' : 'GET',
    headers: { accept: 'application/json', ...(key && { 'x-functions-key': key }), ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
    cache: 'no-store',
    credentials: 'omit',
  });
  if (response.status === 401) throw new Locked();
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail ?? `The bridge answered ${response.status}.`);
  return answer;
}

// Runs a button's action; reports errors.
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Locked) askForKey();
    else toast(sentence(error));
  }
}

let toastTimer;
function toast(text, ...more) {
  clearTimeout(toastTimer);
  $('toast').replaceChildren(text, ...more);
  if (more.length === 0) toastTimer = setTimeout(() => $('toast').replaceChildren(), 8000);
}

// --- The key

function askForKey() {
  $('key-problem').textContent = sessionStorage.getItem('key') ? 'The bridge does not accept this key.' : '';
  sessionStorage.removeItem('key');
  document.querySelector('main').hidden = true;
  if (!$('key-dialog').open) $('key-dialog').showModal();
}

$('key-dialog').addEventListener('cancel', event => event.preventDefault());
$('key-form').addEventListener('submit', () => {
  sessionStorage.setItem('key', $('key').value.trim());
  $('key').value = '';
});
$('key-dialog').addEventListener('close', () => {
  isLoaded = false;
  show();
});
$('forget').addEventListener('click', () => {
  sessionStorage.clear();
  location.reload();
});

// --- Is it working?

const samples = JSON.parse(sessionStorage.getItem('samples') ?? '[]');

function sample(status) {
  const [calls, records] = status.queues;
  samples.push({
    at: Date.now(), waiting: calls?.waiting ?? null, records: records ? records.waiting + records.scheduled : null, dead: dead(status),
    altur: status.altur ? status.altur.good : null, webhook: status.webhook ? status.webhook.good : null,
  });
  while (samples.length > 720 || (samples.length > 0 && samples[0].at < Date.now() - hour)) samples.shift();
  sessionStorage.setItem('samples', JSON.stringify(samples));
}

const dead = status => status.queues.reduce((sum, queue) => sum + (queue?.dead ?? 0), 0);

const lastCall = { OutcomeUnknown: 'it is unknown whether the last call was placed', UnreadableRecord: 'the record of the last call cannot be read' };

function verdict(status) {
  const [calls] = status.queues;
  const waiting = calls ? many(calls.waiting, 'lead') + (calls.waiting === 1 ? ' waits' : ' wait') : 'the queue does not answer';
  if (!status.store.writable) return ['bad', `New leads cannot be kept: ${status.store.problem}`];
  if (status.paused.includes('PlaceCall')) return ['warn', `Calling is paused. Leads are accepted; ${waiting}.`];
  if (status.do_not_call && !status.do_not_call.readable) return ['bad', `The do-not-call list cannot be read, so nobody is called. Leads are accepted; ${waiting}.`];
  if (status.circuit?.open_since) return ['bad', `Altur has placed no call for ${ago(status.circuit.open_since)}. Leads are accepted; ${waiting}, and one is tried at a time.`];
  if (status.paused.includes('ForwardCall')) return ['warn', 'Delivering is paused. Calls are placed; their records wait.'];
  if (status.webhook && !status.webhook.good) return ['warn', `Calls are placed, but the webhook did not accept the last record. ${status.webhook.reason ? 'It is a dead letter now.' : 'It will be retried.'}`];
  if (status.altur && !status.altur.good) return ['warn', `Leads are accepted, but ${lastCall[status.altur.reason] ?? 'the last call was not placed'}; ${waiting}.`];
  if (dead(status) > 0) return ['warn', `Leads are accepted, called and delivered. ${many(dead(status), 'dead letter')} ${dead(status) === 1 ? 'needs' : 'need'} a decision.`];
  return ['good', 'All is well: leads are accepted, called and delivered.'];
}

// The charts show the last hour, or what this tab has seen of it.
const seen = () => samples.length === 0 ? 0 : Date.now() - samples[0].at;
const isWholeHour = () => seen() > hour - 60e3;
const span = () => isWholeHour() ? hour : Math.max(hour / 6, seen());

// The newest sample is on the right.
function line(of, label) {
  const points = samples.filter(one => of(one) !== null);
  const most = Math.max(1, ...points.map(of));
  const xy = points.map(one => [300 * (1 - (Date.now() - one.at) / span()), 38 - 34 * of(one) / most]);
  const path = xy.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(' L ');
  const title = points.length === 0 ? `${label}: no samples yet` : `${label}: ${number(of(points.at(-1)))} now, at most ${number(most)}`;
  return svg('svg', { viewBox: '0 0 300 40', preserveAspectRatio: 'none', role: 'img', 'aria-label': title },
    ...(xy.length > 1 ? [svg('path', { class: 'area', d: `M ${path} L 300 40 L ${xy[0][0].toFixed(1)} 40 Z` }), svg('path', { class: 'line', d: `M ${path}` })] : []));
}

// A bar for each minute: good, bad or unknown.
function strip(of, label) {
  const minutes = Array(Math.min(60, Math.ceil(span() / 60e3))).fill(null);
  const width = 300 / minutes.length;
  for (const one of samples) {
    const minute = minutes.length - 1 - Math.floor((Date.now() - one.at) / 60e3);
    if (minute >= 0 && of(one) !== null) minutes[minute] = minutes[minute] === false ? false : of(one);
  }
  const bad = minutes.filter(minute => minute === false).length;
  return svg('svg', { viewBox: '0 0 300 40', preserveAspectRatio: 'none', role: 'img', 'aria-label': `${label}: ${many(bad, 'bad minute')} ${isWholeHour() ? 'in the last hour' : 'since this page was opened'}` },
    ...minutes.map((minute, index) => svg('rect', { x: index * width, y: minute === null ? 30 : 8, width: 0.7 * width, height: minute === null ? 6 : 28, rx: 1, 'data-tone': minute === null ? 'none' : minute ? 'good' : 'bad' })));
}

function tile(title, big, detail, chart, action) {
  return h('div', { className: 'tile' }, h('h3', {}, title), h('p', { className: 'big' }, ...[big].flat()), h('p', {}, ...[detail].flat()), action ?? '',
    chart, h('p', { className: 'axis', 'aria-hidden': 'true' }, h('span', {}, isWholeHour() ? 'an hour ago' : 'since this page was opened'), h('span', {}, 'now')));
}

function answerTile(title, answer, of, never) {
  return tile(title, answer ? (answer.good ? 'Good' : 'Failing') : 'No data', answer ? [`${answer.what.replace(/\.$/, '')}, `, when(answer.at), '.'] : never, strip(of, title));
}

function showStatus(status) {
  const [calls, records] = status.queues;
  const [tone, text] = verdict(status);
  if ($('verdict').textContent !== text) $('verdict').textContent = text;
  $('verdict').dataset.tone = tone;
  const plus = queue => queue?.at_least ? '+' : '';
  $('tiles').replaceChildren(
    tile('Leads waiting', calls ? [number(calls.waiting) + plus(calls), h('small', {}, calls.scheduled ? ` and ${number(calls.scheduled)} put off` : '')] : '?',
      calls?.oldest ? ['The oldest is ', ago(calls.oldest), ' old.'] : 'No leads waiting.', line(one => one.waiting, 'Leads waiting')),
    answerTile('Altur', status.altur, one => one.altur, 'No call in the journal yet.'),
    answerTile('Webhook', status.webhook, one => one.webhook, 'No delivery in the journal yet.'),
    tile('Records waiting', records ? number(records.waiting + records.scheduled) + plus(records) : '?',
      records?.scheduled ? `${number(records.scheduled)} ${records.scheduled === 1 ? 'waits' : 'wait'} for another attempt.` : 'Nothing waits for another attempt.',
      line(one => one.records, 'Records waiting'),
      records?.scheduled ? h('button', { type: 'button', onclick: () => deliverNow(records.scheduled) }, 'Deliver now') : null));
  $('updated').textContent = `${new Date().toLocaleTimeString()}${status.counted_by === 'peeking' ? ', counted by looking at messages' : ''}`;
}

// --- Dead letters

let shownGroup = null;

function showGroups(count) {
  const groups = count.groups.map(group => {
    const reason = reasons[`${group.queue}/${group.reason}`] ?? reasons[group.reason] ?? { what: 'This reason is not one of the bridge’s.', todo: 'Read the description, then decide.' };
    const name = `${group.reason} in ${group.queue}`;
    const selection = { queue: group.queue, reason: group.reason };
    // What died since was not seen.
    const all = { ...selection, before: count.before };
    const known = { ...group, isMore: count.more };
    const letters = h('div', { className: 'letters', hidden: shownGroup !== name });
    const show = h('button', { type: 'button', 'aria-expanded': String(shownGroup === name), onclick: () => toggle(name, selection, letters, show) }, 'Show');
    if (shownGroup === name) attempt(() => fillLetters(selection, letters));
    return h('article', { className: 'group', 'aria-label': name },
      h('p', { className: 'count' }, number(group.count) + (count.more ? '+' : '')),
      h('div', {},
        h('h3', {}, group.reason, ' ', badge(...calledBadge[group.called])),
        h('p', {}, `${reason.what} ${reason.todo}`),
        h('p', { className: 'soft' }, 'The oldest was queued ', when(group.oldest), '.')),
      h('div', { className: 'actions' },
        show,
        h('button', { type: 'button', className: reason.replay ? 'primary' : '', onclick: () => decide('replay', all, group.count, known) }, `Replay ${group.count === 1 ? 'it' : 'all'}`),
        h('button', { type: 'button', onclick: () => decide('discard', all, group.count, known) }, `Discard ${group.count === 1 ? 'it' : 'all'}`)),
      letters);
  });
  $('groups').replaceChildren(...(groups.length ? groups : [h('p', { className: 'empty' }, 'No dead letters. They appear here, grouped by what happened to them.')]),
    ...(count.more ? [h('p', { className: 'soft' }, `Only the first ${number(count.counted)} were counted.`)] : []));
}

function toggle(name, selection, letters, button) {
  shownGroup = letters.hidden ? name : null;
  letters.hidden = !letters.hidden;
  button.setAttribute('aria-expanded', String(!letters.hidden));
  if (!letters.hidden) attempt(() => fillLetters(selection, letters));
}

async function fillLetters(selection, target) {
  const list = await ask(`/dead-letters?${new URLSearchParams(selection)}`);
  const rows = list.dead_letters.map(letter => h('tr', {},
    h('td', {}, leadLink(letter.lead), letter.reference ? h('div', { className: 'soft' }, letter.reference) : ''),
    h('td', {}, letter.description),
    h('td', { className: 'time' }, when(letter.died_at)),
    h('td', {}, h('div', { className: 'actions' }, ...letterActions(letter)))));
  target.replaceChildren(h('table', {},
    h('caption', {}, list.next ? 'The first 50. Replay or discard them all, or find one by its id below.' : many(rows.length, 'dead letter')),
    h('thead', {}, h('tr', {}, ...['Lead', 'What happened', 'Died', 'Decide'].map(text => h('th', { scope: 'col' }, text)))),
    h('tbody', {}, ...rows)));
}

function letterActions(letter) {
  return ['replay', 'discard'].map(verb => h('button', { type: 'button', 'aria-label': `${verb} ${letter.lead}`, onclick: () => decide(verb, { ids: [letter.id] }, 1, letter) },
    verb === 'replay' ? 'Replay' : 'Discard'));
}

// Says what will happen, asks, and does it.
async function decide(verb, selection, count, { queue, reason, called, isMore = false }) {
  const isRecord = queue === 'call-records' || reason === 'RecordNotHandedOn';
  const redials = verb === 'replay' && !isRecord && called !== 'no';
  const [least, atLeast] = isMore ? ['at least ', 'At least '] : ['', ''];
  const people = atLeast + many(count, 'person', 'people');
  $('confirm-title').textContent = verb === 'replay' ? `Replay ${least}${many(count, isRecord ? 'record' : 'lead')}?` : `Discard ${least}${many(count, 'dead letter')}?`;
  $('confirm-text').textContent = verb === 'discard'
    ? (called === 'no' && !isRecord ? `${people} will not be called, and nothing will be kept of the ${count === 1 ? 'lead' : 'leads'} except its history in the journal. This cannot be undone.`
      : `${isRecord ? `The webhook will never get ${count === 1 ? 'this record' : 'these records'}. ` : ''}The ${count === 1 ? 'message is' : 'messages are'} removed for good. The history stays in the journal. This cannot be undone.`)
    : isRecord ? `${atLeast}${many(count, 'record')} will be delivered to the webhook. Nobody is called.`
      : redials ? 'Those who were called, or may have been, are skipped unless you tick the box.'
        : `${people} will be called ${reason === 'NotAllowed' ? 'only if the rule that forbade it allows it now' : `as soon as ${count === 1 ? 'a lane is' : 'lanes are'} free and the rules allow it`}.`;
  $('redial-label').hidden = !redials;
  $('redial').checked = false;
  $('redial-text').textContent = called === 'yes' ? `Call ${count === 1 ? 'this person' : 'these people'} again. They were called already.` : `Call anyway. ${count === 1 ? 'This person' : 'These people'} may have been called already.`;
  $('confirm-yes').textContent = verb === 'replay' ? 'Replay' : 'Discard';
  $('confirm-yes').className = verb === 'replay' ? 'primary' : 'danger';
  $('confirm-dialog').returnValue = '';
  $('confirm-dialog').showModal();
  await new Promise(resolve => $('confirm-dialog').addEventListener('close', resolve, { once: true }));
  if ($('confirm-dialog').returnValue === 'yes') {
    await attempt(() => work(verb, { ...selection, ...(redials && $('redial').checked ? { redial: true } : {}) }, count));
  }
}

$('confirm-form').addEventListener('submit', event => {
  event.preventDefault();
  $('confirm-dialog').close('yes');
});
$('confirm-no').addEventListener('click', () => $('confirm-dialog').close('no'));

// A request ends after a while; the next one continues, and leaves alone what died again meanwhile.
async function work(verb, selection, count) {
  let done = 0;
  let stopped = false;
  const stop = h('button', { type: 'button', onclick: () => { stopped = true; } }, 'Stop');
  let answer;
  do {
    toast(`${number(done)} of ${number(count)} ${verb}ed …`, stop);
    answer = await ask(`/dead-letters/${verb}`, { ...selection, ...(answer?.before && { before: answer.before }) });
    done += (answer.replayed ?? 0) + (answer.discarded ?? 0);
  } while (answer.more && !stopped);
  const skipped = answer.skipped_count ? ` ${number(answer.skipped_count)} skipped: ${answer.skipped[0].why}` : '';
  toast(`${number(done)} ${verb}ed.${skipped}`);
  if ($('lead-dialog').open) $('lead-dialog').close();
  await refresh();
}

async function deliverNow(count) {
  await attempt(async () => {
    let sent = 0;
    let answer;
    do {
      toast(`${number(sent)} of ${number(count)} on their way …`, '');
      answer = await ask('/deliveries/now', {});
      sent += answer.sent;
    } while (answer.more);
    toast(`${many(sent, 'record')} on ${sent === 1 ? 'its' : 'their'} way to the webhook.`);
    await refresh();
  });
}

// --- What happened to a lead?

let nextLeads = null;
let shownLeads = new URLSearchParams();
const leadLink = id => h('button', { type: 'button', className: 'link', onclick: () => attempt(() => showLead(id)) }, id);

// A known id opens its history directly.
async function findLeads({ isMore = false, isSearch = false } = {}) {
  const query = $('query').value.trim();
  if (isSearch && query) {
    const found = await showLead(query).then(() => true, error => {
      if (error instanceof Locked) throw error;
      return false;
    });
    if (found) return;
  }
  const filter = new URLSearchParams({ ...($('state').value && { state: $('state').value }), ...(query && { reference: query }), ...(isMore && nextLeads && { after: nextLeads }) });
  const list = await ask(`/leads?${filter}`);
  const rows = list.leads.map(lead => leadRow(lead));
  const body = $('leads').querySelector('tbody');
  if (isMore && body) {
    body.append(...rows);
  } else {
    if (!isMore) shownLeads = filter;
    showLeads(rows);
  }
  nextLeads = list.next;
  $('more-leads').hidden = !list.next;
}

function showLeads(rows) {
  const reference = shownLeads.get('reference');
  $('leads').replaceChildren(rows.length
    ? h('table', {}, h('thead', {}, h('tr', {}, ...['Lead', 'Reference', 'State', 'Received', 'In this state since'].map(text => h('th', { scope: 'col' }, text)))), h('tbody', {}, ...rows))
    : h('p', { className: 'empty' }, reference ? `No lead has this id or reference: ${reference}` : shownLeads.get('state') ? 'No leads in this state.' : 'No leads yet.'));
}

function leadRow(lead, row = h('tr', {}, h('td', {}, leadLink(lead.id)))) {
  row.dataset.id = lead.id;
  row.dataset.received = lead.received_at;
  while (row.cells.length > 1) row.lastChild.remove();
  row.append(
    h('td', { 'data-label': 'Reference' }, lead.reference ?? '–'),
    h('td', {}, badge(stateName(lead.state), states[lead.state]), lead.until ? h('div', { className: 'soft' }, `until ${clock(lead.until)}, by ${lead.rule}`) : ''),
    h('td', { className: 'time', 'data-label': 'Received' }, when(lead.received_at)),
    h('td', { className: 'time', 'data-label': 'Since' }, when(lead.at)));
  return row;
}

// The first page again, in the rows that are shown: the focus stays where it is, and so do the older pages.
async function refreshLeads() {
  const shown = shownLeads;
  const list = await ask(`/leads?${shown}`);
  if (shown !== shownLeads) return;
  const before = [...$('leads').querySelectorAll('tbody tr')];
  const known = new Map(before.map(row => [row.dataset.id, row]));
  const fresh = list.leads.map(lead => leadRow(lead, known.get(lead.id)));
  const oldest = list.leads.at(-1)?.received_at;
  const older = list.next ? before.filter(row => !fresh.includes(row) && (!oldest || new Date(row.dataset.received) <= new Date(oldest))) : [];
  const rows = [...fresh, ...older];
  for (const time of older.flatMap(row => [...row.querySelectorAll('time')])) time.textContent = `${ago(time.dateTime)} ago`;
  if (older.length === 0) nextLeads = list.next;
  $('more-leads').hidden = !nextLeads;
  if (rows.length === before.length && rows.every((row, index) => row === before[index])) return;
  const focused = document.activeElement;
  showLeads(rows);
  if ($('leads').contains(focused)) focused.focus({ preventScroll: true });
}

async function showLead(id) {
  const lead = await ask(`/leads/-/${encodeURIComponent(id)}`);
  const letter = lead.dead_letter;
  $('lead').replaceChildren(
    h('div', { className: 'head' }, h('h2', { id: 'lead-title' }, lead.id), badge(stateName(lead.state), states[lead.state]),
      h('button', { type: 'button', className: 'quiet', onclick: () => $('lead-dialog').close() }, 'Close')),
    h('p', { className: 'soft' }, `From ${lead.source}${lead.reference ? `, reference ${lead.reference}` : ''}, received ${clock(lead.received_at)}.`),
    letter ? h('div', { className: 'box' }, h('h3', {}, letter.reason, ' ', badge(...calledBadge[letter.called])), h('p', {}, letter.description), h('div', { className: 'actions' }, ...letterActions(letter))) : '',
    h('ol', { className: 'story' }, ...lead.history.map(event => {
      const [what, tone] = events[event.event] ?? [event.event, 'calm'];
      const detail = [event.attempt && `Attempt ${event.attempt}.`, event.call_id && `Call ${event.call_id}.`, event.reason && `${event.reason}.`, event.why].filter(Boolean).join(' ');
      return h('li', { 'data-tone': tone }, h('p', { className: 'what' }, what), h('p', { className: 'soft' }, h('time', { dateTime: event.at }, clock(event.at)), detail ? ` · ${detail}` : ''));
    })));
  if (!$('lead-dialog').open) $('lead-dialog').showModal();
}

$('search').addEventListener('submit', event => {
  event.preventDefault();
  attempt(() => findLeads({ isSearch: true }));
});
$('state').addEventListener('change', () => attempt(() => findLeads()));
$('more-leads').addEventListener('click', () => attempt(() => findLeads({ isMore: true })));

// --- Refreshing

let lastDead = -1;
let lastGroups = 0;

// Groups are read again when their number changes, and occasionally: reading them all costs the queue more than counting.
async function refresh(isPoll = false) {
  const status = await ask('/status');
  sample(status);
  showStatus(status);
  const isBusy = $('groups').contains(document.activeElement) && document.activeElement !== document.body;
  if (!isPoll || dead(status) !== lastDead || (Date.now() - lastGroups > 60e3 && !isBusy)) {
    lastDead = dead(status);
    lastGroups = Date.now();
    await ask('/dead-letters/count').then(showGroups, error => {
      if (error instanceof Locked) throw error;
      lastDead = -1;
      $('groups').replaceChildren(h('p', { className: 'empty' }, sentence(error)));
    });
  }
  // A journal that cannot be read is no reason to hide everything, or to call it old.
  await (isPoll ? refreshLeads() : findLeads()).catch(error => { if (error instanceof Locked) throw error; });
}

let isLoaded = false;

async function show() {
  try {
    await refresh(isLoaded);
    isLoaded = true;
  } catch (error) {
    if (error instanceof Locked) return askForKey();
    $('verdict').dataset.tone = 'bad';
    $('verdict').textContent = sentence(error) + (isLoaded ? ' What you see below is old.' : '');
  }
  document.querySelector('main').hidden = false;
  $('forget').hidden = !sessionStorage.getItem('key');
}

async function poll() {
  if (!document.hidden && !$('key-dialog').open) await show();
  setTimeout(poll, 5000);
}

$('host').textContent = location.host;
show();
setTimeout(poll, 5000);
