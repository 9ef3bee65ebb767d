import { scaleSuite } from './scale.ts';

scaleSuite(5000);
