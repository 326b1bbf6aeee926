using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Endpoints;

/// <summary>Where to look after a form was taken, so that looking again does not send it again.</summary>
/// <param name="path">A path of this server.</param>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
