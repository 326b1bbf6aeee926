using Ingot.Core.Diagnostics;

namespace Ingot.Core.Readiness;

/// <summary>Item <c>MLTest</c>: a test that the build cannot see, and where it is written down.</summary>
/// <param name="Id">The test, such as <c>Data5</c>.</param>
/// <param name="Evidence">Where: a file of the project, or an address.</param>
/// <param name="Automated">Whether it runs by itself and its results are kept. Default false.</param>
/// <param name="Location">The item's place.</param>
public sealed record MLTestDeclaration(string Id, string Evidence, bool Automated, SourceLocation Location);
