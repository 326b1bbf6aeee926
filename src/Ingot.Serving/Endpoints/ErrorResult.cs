using Ingot.Serving.Requests;
using Microsoft.AspNetCore.Http;

namespace Ingot.Serving.Endpoints;

/// <summary>A refusal as an endpoint's result.</summary>
internal sealed class ErrorResult(RequestException error) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => ErrorAnswer.WriteAsync(httpContext, error);
}
