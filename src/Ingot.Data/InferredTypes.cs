using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>What the first build found out about text.</summary>
/// <param name="Columns">The columns with their types; the label with its role and classes.</param>
/// <param name="Reading">How the data are read.</param>
internal sealed record InferredTypes(IReadOnlyList<SchemaColumn> Columns, DataReading Reading);
