// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade::test {

/// A certificate for 127.0.0.1 that signs itself (2000 to 2100) and its key. Both are public and protect
/// nothing: they let the tests run a TLS server.
inline constexpr char certificate[] = R"(-----BEGIN CERTIFICATE-----
MIIBXDCCAQKgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAkxMjcuMC4w
LjEwIBcNMDAwMTAxMDAwMDAwWhgPMjEwMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CTEyNy4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKbtb8Y3+BdOXoru
5C0qQACmXmRZTldijL8DPVrv1DKTIi+TciW7JusVCn1vQfXNEyQNVYJUP6JI/qM0
T51EwZajQzBBMA8GA1UdEQQIMAaHBH8AAAEwDwYDVR0TAQH/BAUwAwEB/zAdBgNV
HQ4EFgQUXhSiqwoDM6Qf8UdBUepVlKmHrVowCgYIKoZIzj0EAwIDSAAwRQIhAO6a
9/93BWMnIFObjQB41dpQO4/50o/j0d1BuqrCQ+JeAiB4tjRnpoIFVZWVNaYB6gU+
NGm9YkroIah7BYggGXvVPg==
-----END CERTIFICATE-----
)";
inline constexpr char certificateKey[] = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2GqVjRrcsIvCUrZ4
vPfMluk9tNTEE1xysr5BP1jEm92hRANCAASm7W/GN/gXTl6K7uQtKkAApl5kWU5X
Yoy/Az1a79QykyIvk3IluybrFQp9b0H1zRMkDVWCVD+iSP6jNE+dRMGW
-----END PRIVATE KEY-----
)";

} // namespace saccade::test
