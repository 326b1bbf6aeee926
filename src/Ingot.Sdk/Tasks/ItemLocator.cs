namespace Ingot.Sdk.Tasks;

/// <summary>Finds where a project's items stand, in whatever file: <see cref="Microsoft.Build.Framework.ITaskItem"/> knows no line.</summary>
internal sealed class ItemLocator(ProjectEvaluation evaluation)
{
    private readonly HashSet<(string ItemType, int Index)> _taken = [];

    /// <summary>Where the item stands: the first with this type and identity that was not asked for yet.</summary>
    public (string File, int Line, int Column)? Find(string itemType, string include)
    {
        var items = evaluation.Items(itemType);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Include == include && _taken.Add((itemType, i)))
            {
                return items[i].Place;
            }
        }

        return null;
    }
}
