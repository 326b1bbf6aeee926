using Ingot.Core.Tables;

namespace Ingot.Simulation.Loop;

/// <summary>Tables of customers one below the other: all are drawn from the same ones, so that their texts have the same codes.</summary>
internal static class Tables
{
    public static Table Stack(IReadOnlyList<Table> tables) => tables.Count == 1 ? tables[0] : new Table(
    [
        .. tables[0].Columns.Select(c => c switch
        {
            NumberColumn => (TableColumn)new NumberColumn(c.Name, [.. tables.SelectMany(t => ((NumberColumn)t[c.Name]).Values)]),
            StringColumn text => new StringColumn(c.Name, [.. tables.SelectMany(t => ((StringColumn)t[c.Name]).Codes)], text.Dictionary),
            _ => throw new InvalidOperationException($"A column of type {c.GetType()}."),
        }),
    ]);
}
