CREATE TABLE `audit_entry` (
	`audit_key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`clinic_key` integer NOT NULL,
	`recorded_at` text NOT NULL,
	`event` text NOT NULL,
	`agent_id` text NOT NULL,
	`workstation_id` text NOT NULL,
	`entity_id` text,
	`outcome` text NOT NULL,
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
);
