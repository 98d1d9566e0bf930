/**
 * Imported before any schema is made: the page's content security policy forbids the functions zod would otherwise write
 * to go faster, and reports even the attempt.
 */
import * as z from 'zod';

z.config({ jitless: true });
