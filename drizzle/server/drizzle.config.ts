import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './drizzle/server/schema/*.ts',
  out: './drizzle/server/migrations',
});
