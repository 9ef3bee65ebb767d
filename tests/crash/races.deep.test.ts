import { describeRaces } from '../helpers/store-races.ts';

describeRaces(32);
