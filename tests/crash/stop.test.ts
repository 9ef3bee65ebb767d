import { describeStops } from '../helpers/store-matrix.ts';
import { BRIEF, BUSY } from '../helpers/store-stop.ts';

describeStops(['claim'], BUSY, 4);
describeStops(['base'], BRIEF, 4);
