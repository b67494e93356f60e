import { z } from 'zod';

// The page's policy forbids eval. zod tries it when the first object schema is made and the browser reports a violation, so
// this module has to be imported before every other.
z.config({ jitless: true });
