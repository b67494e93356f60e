CREATE TABLE `clinic` (
	`clinic_key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`clinic_id` text NOT NULL,
	`name` text NOT NULL,
	`founded_at` text NOT NULL,
	`founder_workstation_id` text NOT NULL,
	`head` integer DEFAULT 0 NOT NULL,
	`last_stamp` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `clinic_clinic_id_unique` ON `clinic` (`clinic_id`);--> statement-breakpoint
CREATE TABLE `enrolment_code` (
	`secret_hash` text PRIMARY KEY NOT NULL,
	`clinic_key` integer NOT NULL,
	`practitioner_id` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `server` (
	`id` integer PRIMARY KEY NOT NULL,
	`server_id` text NOT NULL,
	`setup_code` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `session` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`workstation_id` text NOT NULL,
	`clinic_key` integer NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`workstation_id`) REFERENCES `workstation`(`workstation_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `session_by_workstation` ON `session` (`workstation_id`);--> statement-breakpoint
CREATE TABLE `workstation` (
	`workstation_id` text PRIMARY KEY NOT NULL,
	`clinic_key` integer NOT NULL,
	`name` text NOT NULL,
	`public_key` text NOT NULL,
	`epoch` text NOT NULL,
	`pulled_through` integer DEFAULT 0 NOT NULL,
	`enrolled_at` text NOT NULL,
	`last_seen_at` text,
	`revoked_at` text,
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `booking` (
	`clinic_key` integer NOT NULL,
	`appointment_id` text NOT NULL,
	`practitioner_id` text NOT NULL,
	`start_at` text NOT NULL,
	`end_at` text NOT NULL,
	PRIMARY KEY(`clinic_key`, `appointment_id`),
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `booking_by_practitioner` ON `booking` (`clinic_key`,`practitioner_id`,`start_at`);--> statement-breakpoint
CREATE TABLE `change_log` (
	`clinic_key` integer NOT NULL,
	`sequence` integer NOT NULL,
	`workstation_id` text,
	`echoed` integer NOT NULL,
	`resource_type` text NOT NULL,
	`resource_id` text NOT NULL,
	`fields` blob NOT NULL,
	`stamps` blob NOT NULL,
	PRIMARY KEY(`clinic_key`, `sequence`),
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `known_change` (
	`clinic_key` integer NOT NULL,
	`change_id` text NOT NULL,
	PRIMARY KEY(`clinic_key`, `change_id`),
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `parked_change` (
	`clinic_key` integer NOT NULL,
	`change_id` text NOT NULL,
	`workstation_id` text NOT NULL,
	`waits_for_type` text NOT NULL,
	`waits_for_id` text NOT NULL,
	`change` blob NOT NULL,
	`parked_at` text NOT NULL,
	PRIMARY KEY(`clinic_key`, `change_id`),
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `parked_change_by_wait` ON `parked_change` (`clinic_key`,`waits_for_type`,`waits_for_id`);--> statement-breakpoint
CREATE TABLE `quarantined_change` (
	`clinic_key` integer NOT NULL,
	`change_id` text NOT NULL,
	`workstation_id` text NOT NULL,
	`reason` text NOT NULL,
	`received` blob NOT NULL,
	`quarantined_at` text NOT NULL,
	PRIMARY KEY(`clinic_key`, `change_id`),
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `resource` (
	`clinic_key` integer NOT NULL,
	`resource_type` text NOT NULL,
	`resource_id` text NOT NULL,
	`patient_id` text,
	`fields` blob NOT NULL,
	`stamps` blob NOT NULL,
	`writers` text NOT NULL,
	`last_sequence` integer NOT NULL,
	`sole_workstation_id` text,
	`sole_since` integer NOT NULL,
	PRIMARY KEY(`clinic_key`, `resource_type`, `resource_id`),
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `resource_by_patient` ON `resource` (`clinic_key`,`patient_id`,`resource_type`);--> statement-breakpoint
CREATE TABLE `patient_session` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`visit_id` text NOT NULL,
	`clinic_key` integer NOT NULL,
	`patient_id` text NOT NULL,
	`expires_at` text NOT NULL,
	`birth_date_confirmed_at` text,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`visit_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `patient_session_by_visit` ON `patient_session` (`visit_id`);--> statement-breakpoint
CREATE TABLE `visit` (
	`visit_id` text PRIMARY KEY NOT NULL,
	`clinic_key` integer NOT NULL,
	`appointment_id` text NOT NULL,
	`patient_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`link_expires_at` text NOT NULL,
	`device_secret_hash` text,
	`state` text NOT NULL,
	`waiting_since` text,
	`birth_date_tries` integer NOT NULL,
	FOREIGN KEY (`clinic_key`) REFERENCES `clinic`(`clinic_key`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `visit_by_token` ON `visit` (`token_hash`);--> statement-breakpoint
CREATE INDEX `visit_by_appointment` ON `visit` (`clinic_key`,`appointment_id`);