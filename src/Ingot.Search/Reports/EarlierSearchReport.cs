namespace Ingot.Search.Reports;

/// <summary>An earlier search whose best points were tried first.</summary>
/// <param name="File">Its <c>search.json</c>, as the project writes it.</param>
/// <param name="Model">The model that was searched for.</param>
/// <param name="Search">The name of its item.</param>
/// <param name="Trials">How many trials of it gave a number.</param>
/// <param name="Outside">How many of these do not lie in this search's space.</param>
public sealed record EarlierSearchReport(string File, string Model, string Search, int Trials, int Outside);
