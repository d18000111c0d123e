/** Scenarios import the toolbox as the scripts in steps/ do: by `../../src/toolbox.ts`. */
export * from '../../../src/toolbox.ts'
