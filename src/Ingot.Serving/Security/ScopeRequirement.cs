using Microsoft.AspNetCore.Authorization;

namespace Ingot.Serving.Security;

/// <summary>Asks for a scope.</summary>
/// <param name="Scope">The scope.</param>
internal sealed record ScopeRequirement(string Scope) : IAuthorizationRequirement;
