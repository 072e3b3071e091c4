-- What is granted to local users beside administering the installation, which `admin` goes on saying.

alter table users add column roles text[] not null default '{}';
