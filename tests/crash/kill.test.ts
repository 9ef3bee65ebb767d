import { describeKilledMender, describeKills } from '../helpers/store-matrix.ts';

describeKills(['finish']);
describeKills(['base'], 5);
describeKilledMender('split');
