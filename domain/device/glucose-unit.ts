/** mg/dL of glucose in one mmol/L: its molar mass is 180.156 g/mol. */
const MG_PER_DL_IN_MMOL_PER_L = 18.0156;

/** Glucose in mmol/L with one decimal, as meters show it, from mg/dL. */
export function glucoseMmolPerL(mgPerDl: number): number {
  return Math.round((mgPerDl / MG_PER_DL_IN_MMOL_PER_L) * 10) / 10;
}
