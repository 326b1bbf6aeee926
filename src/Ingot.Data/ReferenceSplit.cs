using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Takes a share of the cleaned training rows for reference rows. A row goes by the MD5 hash of its own values: the split needs
/// no random numbers, the order of the rows does not matter, and equal rows stay on one side.
/// </summary>
internal static class ReferenceSplit
{
    /// <exception cref="IngotException">INGOT1001: one side would be left without a row.</exception>
    public static void Run(DuckDbSession session, ModelSpec spec, IEnumerable<string> columns, string training, string reference)
    {
        // Hashes are 64-bit numbers, evenly spread.
        var bound = ((ulong)(spec.ReferenceFraction!.Value * 18446744073709551616.0)).ToString(CultureInfo.InvariantCulture);
        var values = string.Join(", ", columns.Select(c => $"{DuckDbSession.Name(c)}::VARCHAR"));
        var isReference = $"md5_number_lower(concat_ws(chr(31), {values})) < {bound}::UBIGINT";
        session.Execute($"CREATE TABLE {reference} AS SELECT * FROM {training} WHERE {isReference}");
        session.Execute($"DELETE FROM {training} WHERE {isReference}");
        foreach (var table in (string[])[training, reference])
        {
            if (session.Count($"SELECT count(*) FROM {table}") == 0)
            {
                throw new IngotException(PrepareDiagnostics.InvalidProject.At(
                    spec.LocationOf("ModelReferenceFraction"),
                    $"ModelReferenceFraction={spec.ReferenceFraction} leaves no {table} rows. Provide more rows, or name separate reference data with <ReferenceData Include=\"…\" />."));
            }
        }
    }
}
