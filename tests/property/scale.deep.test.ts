import { scaleSuite } from './scale.ts';

scaleSuite(100_000);
