import { describeKills, describePairs, describeStops } from '../helpers/store-matrix.ts';
import type { ScenarioName } from '../helpers/store-scenarios.ts';
import { BRIEF, BUSY, BUSY_FROM_NOTHING } from '../helpers/store-stop.ts';

const all: readonly ScenarioName[] = [
  'create',
  'finish',
  'claim',
  'checkpoint',
  'delete',
  'restore',
  'split',
  'base',
  'large',
  'large base',
  'edited',
  'first',
];

describeKills(all);
describeStops(
  all.filter((name) => name !== 'first'),
  BUSY,
);
describeStops(['first'], BUSY_FROM_NOTHING);
describeStops(['base', 'large base', 'delete'], BRIEF);
describePairs(['create', 'finish', 'delete', 'split', 'base'], 60);
